using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Probity.Desk.Doors;
using Probity.Server.Configuration;
using Probity.Server.Logs;

namespace Probity.Server.Tests.Logs;

public sealed class LogLinesTests(LogLinesTests.Faulty server) : IClassFixture<LogLinesTests.Faulty>
{
    private const string Canary = "what somebody typed";

    /// <summary>A server whose log goes through the formatter as it does on the console.</summary>
    public sealed class Faulty : RunningServer
    {
        internal Formatted Lines { get; } = new();

        protected override void Also(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(Lines);

        protected override void Map(WebApplication app)
        {
            app.MapGet("/api/test/fault/{id}", string (string id) => throw new InvalidOperationException(Canary)).Public("A test needs a fault.");
            app.MapGet("/api/test/library", string (ILoggerFactory log) =>
            {
                log.CreateLogger("Library.Inside").LogError(new InvalidOperationException(Canary), "Could not read {Path} of {Length} bytes", "/home/" + Canary, 17);
                return "done";
            }).Public("A test needs a library that logs a path.");
        }
    }

    internal sealed class Formatted : ILoggerProvider
    {
        private readonly LogLines _lines = new(new ServerOptions { Data = "", LogFormat = LogFormat.Json }, TimeProvider.System, new HttpContextAccessor());
        private readonly List<string> _written = [];

        public IReadOnlyList<JsonElement> Entries
        {
            get { lock (_written) return [.. _written.Select(line => JsonDocument.Parse(line).RootElement)]; }
        }

        public ILogger CreateLogger(string categoryName) => new One(this, categoryName);
        public void Dispose() { }

        private sealed class One(Formatted home, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                using var written = new StringWriter();
                home._lines.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, written);
                lock (home._written) home._written.Add(written.ToString());
            }
        }
    }

    [Fact]
    public async Task A_fault_is_found_by_the_number_that_the_person_was_given_and_its_message_is_nowhere()
    {
        using var machine = server.Machine();
        using var answer = await machine.GetAsync("/api/test/fault/" + Uri.EscapeDataString(Canary));
        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        var number = answer.Headers.GetValues("Request-Id").ShouldHaveSingleItem();
        number.ShouldMatch("^[0-9a-hjkmnp-tv-z]{10}$");
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("trace").GetString().ShouldBe(number);
        var entry = server.Lines.Entries.Single(entry => entry.TryGetProperty("request", out var request) && request.GetString() == number);
        entry.GetProperty("level").GetString().ShouldBe("error");
        entry.GetProperty("message").GetString()!.ShouldContain("InvalidOperationException");
        server.Lines.Entries.ShouldAllBe(line => !line.GetRawText().Contains(Canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_library_logs_keeps_its_numbers_and_loses_its_texts()
    {
        using var machine = server.Machine();
        await machine.GetStringAsync("/api/test/library");
        var entry = server.Lines.Entries.Last(entry => entry.GetProperty("category").GetString() == "Library.Inside");
        entry.GetProperty("message").GetString().ShouldBe("Could not read {Path} of 17 bytes");
        entry.GetProperty("values").EnumerateObject().Select(value => (value.Name, value.Value.GetString())).ShouldBe([("Length", "17")]);
        entry.GetProperty("fault").GetString()!.ShouldContain("InvalidOperationException");
        entry.GetRawText().ShouldNotContain(Canary);
    }

    [Fact]
    public async Task Every_answer_has_a_number_of_its_own_and_takes_none_from_the_caller()
    {
        using var browser = server.Browser();
        browser.DefaultRequestHeaders.Add("Request-Id", "mine");
        var numbers = new List<string>();
        foreach (var path in new[] { "/health", "/sign-in", "/no/such/page", "/api/v1/nothing" })
        {
            using var answer = await browser.GetAsync(path);
            numbers.Add(answer.Headers.GetValues("Request-Id").ShouldHaveSingleItem());
            if (path == "/no/such/page") (await answer.Content.ReadAsStringAsync()).ShouldContain(numbers[^1]);
        }
        numbers.Distinct().Count().ShouldBe(4);
        numbers.ShouldNotContain("mine");
    }

    [Theory, InlineData(LogFormat.Text), InlineData(LogFormat.Json)]
    public void An_entry_is_one_line_whatever_is_in_it(LogFormat format)
    {
        using var written = new StringWriter();
        Write(written, format, "Probity.Acts", "{Kind} failed: {Fault}", "digest\nforged line", new InvalidOperationException(Canary, new FormatException(Canary)));
        var line = written.ToString();
        line.TrimEnd('\n').ShouldNotContain("\n");
        line.ShouldContain("System.InvalidOperationException");
        line.ShouldContain("System.FormatException");
        line.ShouldNotContain(Canary);
    }

    private static void Write(TextWriter to, LogFormat format, string category, string template, string kind, Exception fault)
    {
        IReadOnlyList<KeyValuePair<string, object?>> state = [new("Kind", kind), new("Fault", "x"), new("{OriginalFormat}", template)];
        new LogLines(new ServerOptions { Data = "", LogFormat = format }, TimeProvider.System, new HttpContextAccessor())
            .Write(new LogEntry<IReadOnlyList<KeyValuePair<string, object?>>>(LogLevel.Error, category, default, state, fault, (values, _) => $"{values[0].Value} failed: x"), null, to);
    }

    [Fact]
    public void A_fault_of_the_database_is_its_code()
    {
        FaultText.TypeOf(new Microsoft.Data.Sqlite.SqliteException(Canary, 19, 2067)).ShouldBe("Microsoft.Data.Sqlite.SqliteException 2067");
        FaultText.Of(new Npgsql.PostgresException(Canary, "ERROR", "ERROR", "23505")).ShouldBe("Npgsql.PostgresException 23505 / ");
    }
}
