using Probity.Server.Tests.Kills;

namespace Probity.Server.Tests.Commands;

/// <summary>The command line as a shell sees it: the exit code and the words.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("probity-cli-").FullName;

    private string At(string name) => Path.Combine(_folder, name);

    [Fact]
    public async Task An_unknown_command_is_a_fault_of_usage()
    {
        var (exit, said) = await ServedProcess.Run("conjure");
        exit.ShouldBe(2);
        said.ShouldContain("conjure");
        said.ShouldContain("./probity --help");
    }

    [Theory, InlineData("en", "Opens the pages"), InlineData("fr", "Ouvre les pages")]
    public async Task Help_speaks_both_languages(string language, string words)
    {
        var (exit, said) = await ServedProcess.Run("--help", "--lang", language);
        exit.ShouldBe(0);
        said.ShouldContain(words);
    }

    [Fact]
    public async Task A_mistyped_directory_is_not_created()
    {
        var (exit, said) = await ServedProcess.Run("ledger", "settle", "--data", At("nowhere"));
        exit.ShouldBe(2);
        said.ShouldContain("nowhere");
        Directory.Exists(At("nowhere")).ShouldBeFalse();
    }

    [Fact]
    public async Task Every_fault_of_the_settings_is_said_and_nothing_starts()
    {
        File.WriteAllText(At("config.json"), """{ "port": "many", "colour": "red" }""");
        var (exit, said) = await ServedProcess.Run("serve", "--data", _folder);
        exit.ShouldBe(2);
        said.ShouldContain("port");
        said.ShouldContain("colour");
        File.Exists(At("probity.db")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_new_agency_gets_two_links_and_a_wrong_one_every_reason()
    {
        var (refused, reasons) = await ServedProcess.Run("init", "--data", _folder, "--name", "", "--code", "Not A Code", "--administrator", "A B", "--administrator-name", "A", "--leader", "l", "--leader-name", "L");
        refused.ShouldBe(1);
        reasons.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBeGreaterThanOrEqualTo(3);
        var (exit, said) = await ServedProcess.Run("init", "--data", _folder, "--name", "Quay Police", "--code", "quay", "--administrator", "a", "--administrator-name", "A", "--leader", "l", "--leader-name", "L");
        exit.ShouldBe(0, said);
        said.Split("/sign-in/link/").Length.ShouldBe(3);
    }

    [Fact]
    public async Task A_new_directory_is_whole_and_one_changed_byte_of_its_ledger_is_found_and_named()
    {
        (await ServedProcess.Run("init", "--data", _folder, "--name", "Quay Police", "--code", "quay", "--administrator", "a", "--administrator-name", "A", "--leader", "l", "--leader-name", "L")).Exit.ShouldBe(0);
        (await ServedProcess.Run("ledger", "settle", "--data", _folder)).Exit.ShouldBe(0);
        var key = At("keys/ledger.vkey");
        (await ServedProcess.Run("ledger", "fsck", _folder, "--key", key)).Exit.ShouldBe(0);
        (await ServedProcess.Run("check", "--data", _folder)).Exit.ShouldBe(0);

        var bundle = Directory.EnumerateFiles(At("ledger/tile/entries"), "*", SearchOption.AllDirectories).First();
        var bytes = File.ReadAllBytes(bundle);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(bundle, bytes);
        var (exit, said) = await ServedProcess.Run("ledger", "fsck", _folder, "--key", key);
        exit.ShouldBe(1);
        said.ShouldContain("tile/entries/000");
        said.ShouldContain("There is doubt");
        (await ServedProcess.Run("check", "--data", _folder)).Exit.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_is_no_receipt_proves_nothing()
    {
        File.WriteAllText(At("receipt"), "I decided.");
        File.WriteAllText(At("policy"), "log probity.invalid/test+cf9b0d3e+AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\nquorum none\n");
        (await ServedProcess.Run("verify", At("receipt"), "--policy", At("policy"))).Exit.ShouldBeInRange(1, 2);
        (await ServedProcess.Run("verify", At("absent"), "--policy", At("policy"))).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task The_texts_are_checked_by_the_command_that_translators_run()
    {
        var (_, said) = await ServedProcess.Run("texts", "check");
        said.ShouldContain("cli          fr");
    }

    [Fact]
    public async Task Two_processes_never_serve_one_directory()
    {
        using var served = await ServedProcess.Start(_folder, "--empty");
        var (exit, said) = await ServedProcess.Run("ledger", "settle", "--data", _folder);
        exit.ShouldBe(1);
        said.ShouldContain("in use");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
