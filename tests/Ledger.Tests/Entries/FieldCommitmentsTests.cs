using System.Text;
using System.Text.Json.Nodes;
using Probity.Ledger.Entries;
using Probity.Ledger.Trees;

namespace Probity.Ledger.Tests.Entries;

public class FieldCommitmentsTests
{
    private static readonly JsonObject Record = new() { ["name"] = "Aino", ["born"] = 1990, ["address"] = new JsonObject { ["town"] = "Port Verrin" }, ["note"] = null, ["é"] = true };

    [Fact]
    public void Each_field_opens_alone_and_proves_its_value()
    {
        var commitments = FieldCommitments.Commit(Record);
        foreach (var name in Record.Select(m => m.Key))
        {
            var field = commitments.Disclose(name)!;
            field.Verify(commitments.Root).ShouldBeTrue();
            field.ValueJson.ShouldBe(Record[name]?.ToJsonString() ?? "null");
        }
        commitments.Disclose("absent").ShouldBeNull();
        FieldCommitments.Restore(commitments.Fields.Reverse()).Root.ShouldBe(commitments.Root);
    }

    [Fact]
    public void Nothing_else_opens()
    {
        var commitments = FieldCommitments.Commit(Record);
        var field = commitments.Disclose("born")!;
        var root = commitments.Root;
        DisclosedField[] wrong =
        [
            field with { Field = field.Field with { CanonicalValue = "1991"u8.ToArray() } },
            field with { Field = field.Field with { CanonicalValue = " 1990"u8.ToArray() } },
            field with { Field = field.Field with { Name = "died" } },
            field with { Field = field.Field with { Salt = Commitment.NewSalt() } },
            field with { Field = field.Field with { Salt = new byte[31] } },
            field with { Index = field.Index + 1 },
            field with { Index = -1 },
            field with { Count = 6 },
            field with { Count = 4 },
            field with { Path = [.. field.Path.Skip(1)] },
            field with { Path = [.. field.Path, default] },
        ];
        foreach (var w in wrong) w.Verify(root).ShouldBeFalse();
        field.Verify(Hash.Sha256("x"u8)).ShouldBeFalse();
    }

    [Fact]
    public void Two_commitments_to_one_record_have_nothing_in_common()
    {
        FieldCommitments.Commit(Record).Root.ShouldNotBe(FieldCommitments.Commit(Record).Root);
        FieldCommitments.Commit([]).Root.ShouldBe(FieldCommitments.Restore([]).Root);
        Should.Throw<ArgumentException>(() => FieldCommitments.Restore([new("a", "1"u8.ToArray(), new byte[32]), new("a", "2"u8.ToArray(), new byte[32])]));
        Encoding.UTF8.GetString(FieldCommitments.Commit(Record).Fields[0].CanonicalValue.Span).ShouldBe("""{"town":"Port Verrin"}""");
    }
}
