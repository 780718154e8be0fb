using Probity.Registry.LifeCycle;
using static Probity.Registry.LifeCycle.UseState;

namespace Probity.Registry.Tests.LifeCycle;

public sealed class LifeCycleRulesTests
{
    /// <summary>The whole table: a dash is a refusal. Rows are states, columns are moves in their order.</summary>
    private const string Table = """
                      Edit          Assess        Prepare       Authorise     Begin         Suspend       Resume        Withdraw      End     Refuse
        Idea          Idea          Assessed      -             -             -             -             -             -             -       Refused
        FoundInUse    FoundInUse    Assessed      -             -             -             Paused        -             -             Ended   -
        Paused        Paused        Assessed      -             -             -             -             -             -             Ended   -
        Assessed      Assessed      Assessed      Assessed      Authorised    -             -             -             -             Ended   Refused
        Authorised    Authorised    Authorised    Authorised    Authorised    InOperation   Suspended     -             Assessed      Ended   -
        InOperation   InOperation   InOperation   InOperation   InOperation   -             Suspended     -             Assessed      Ended   -
        Suspended     Suspended     Suspended     Suspended     Suspended     -             -             InOperation   Suspended     Ended   -
        Ended         -             -             -             -             -             -             -             -             -       -
        Refused       -             -             -             -             -             -             -             -             -       -
        """;

    public static TheoryData<UseState, Move, UseState?> Cells()
    {
        var lines = Table.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var moves = lines[0].Select(Enum.Parse<Move>).ToList();
        var cells = new TheoryData<UseState, Move, UseState?>();
        foreach (var line in lines.Skip(1))
            for (var i = 0; i < moves.Count; i++)
                cells.Add(Enum.Parse<UseState>(line[0]), moves[i], line[i + 1] == "-" ? null : Enum.Parse<UseState>(line[i + 1]));
        return cells;
    }

    [Fact]
    public void The_table_has_every_state_and_every_move() =>
        Cells().Count.ShouldBe(Enum.GetValues<UseState>().Length * Enum.GetValues<Move>().Length);

    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_move_in_every_state_leads_where_the_table_says(UseState from, Move move, UseState? to)
    {
        LifeCycleRules.Next(from, move).ShouldBe(to);
        (LifeCycleRules.Refusal(from, move) is null).ShouldBe(to is not null);
    }

    [Fact]
    public void What_was_found_running_can_be_stopped_although_it_was_assessed()
    {
        LifeCycleRules.Next(Assessed, Move.Suspend, running: true).ShouldBe(Paused);
        LifeCycleRules.Next(Assessed, Move.Suspend, running: false).ShouldBeNull();
    }

    [Fact]
    public void An_ended_and_a_refused_use_say_that_they_are_closed_whatever_is_tried()
    {
        foreach (var state in new[] { Ended, Refused })
            foreach (var move in Enum.GetValues<Move>())
                LifeCycleRules.Refusal(state, move)!.Code.ShouldBe(RegistryRefusals.Finished);
    }
}
