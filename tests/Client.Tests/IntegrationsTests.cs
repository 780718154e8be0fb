using System.Diagnostics;
using System.Text.RegularExpressions;
using Probity.Server.Tests.Gate;

namespace Probity.Client.Tests;

/// <summary>The examples for other languages, run as they stand in samples/integrations and in the documentation.</summary>
public sealed class IntegrationsTests(GateServer server) : IClassFixture<GateServer>
{
    [Theory, InlineData("sh", "open.sh"), InlineData("js", "open.mjs"), InlineData("js", "verify.mjs"), InlineData("json", "lead.json")]
    public void The_block_in_the_documentation_is_the_file(string language, string file) =>
        Documents.Block(language, Documents.Read($"samples/integrations/{file}")[..20]).ShouldBe(Documents.Read($"samples/integrations/{file}"), $"Copy samples/integrations/{file} into docs/integrate.md.");

    [FactWhere("curl")]
    public Task With_curl() => Runs("sh", "open.sh", "\"status\":\"used\"");

    [FactWhere("node")]
    public Task With_node() => Runs("node", "open.mjs", "Send the enquiries.");

    /// <summary>The worked example of Standard Webhooks, and the same with one character changed.</summary>
    [FactWhere("node")]
    public async Task Webhooks_are_verified_with_node()
    {
        var module = new Uri(Path.Combine(Documents.Root, "samples/integrations/verify.mjs")).AbsoluteUri;
        var program = $$"""
            import { verify } from '{{module}}'
            const headers = { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' }
            const tried = (body, now) => { try { return verify('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', headers, Buffer.from(body), now).test } catch (fault) { return fault.message } }
            console.log([tried('{"test": 2432232314}', 1614265330000), tried('{"test": 2432232315}', 1614265330000), tried('{"test": 2432232314}', 1614265631000)].join(';'))
            """;
        var start = new ProcessStartInfo("node", ["--input-type=module", "-e", program]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        (await process.StandardOutput.ReadToEndAsync()).Trim().ShouldBe("2432232314;wrong signature;out of time");
    }

    private async Task Runs(string program, string script, string ends)
    {
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, script)).FullName;
        var lead = Path.Combine(folder, "lead.json");
        // Each of the two opens its own decision: the keys in the examples are the same.
        await File.WriteAllTextAsync(lead, Documents.Read("samples/integrations/lead.json").Replace("PV-AI-007", server.World.UseReference, StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(folder, "agency.policy"), server.TrustText());
        var text = Documents.Read($"samples/integrations/{script}").Replace("search-2291", "search-" + Guid.NewGuid().ToString("N")[..8], StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, script), text);
        var start = new ProcessStartInfo(program, [script, "lead.json"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PROBITY_URL"] = server.Address.AbsoluteUri.TrimEnd('/');
        start.Environment["PROBITY_KEY"] = server.World.ClientKey;
        start.Environment["PROBITY_POLICY"] = "agency.policy";
        start.Environment["PROBITY"] = Path.Combine(AppContext.BaseDirectory, "probity");
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var first = await process.StandardOutput.ReadLineAsync() ?? await errors;
        Regex.IsMatch(first, "^For the officer: http.*/decisions/[0-9a-f-]{36}$").ShouldBeTrue(first);
        await server.Judge(Guid.Parse(first[^36..]), "G-118-204");
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, said + await errors);
        said.TrimEnd().ShouldContain(ends);
    }
}

/// <summary>A test that needs a program of this machine; reported as skipped where it is missing.</summary>
public sealed class FactWhereAttribute : FactAttribute
{
    public FactWhereAttribute(string program)
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)))) Skip = $"{program} is not here.";
    }
}
