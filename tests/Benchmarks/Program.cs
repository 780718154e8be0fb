using Probity.Benchmarks;

// Ratios against a limit or a peer, measured in interleaved rounds of one run. Nothing here fails a build: see docs/performance.md.
var which = args.FirstOrDefault() ?? "all";
if (which is "all" or "gate") await GateBench.Run();
if (which is "gate-sqlite") await GateBench.OnSqlite();
if (which is "all" or "ledger") await LedgerBench.Run();
if (which is "all" or "ledger") await SequencerBench.Run();
if (which is "all" or "list") await ListBench.Run();
if (which is "all" or "start") await StartBench.Run();
if (which is "pages") await PageBench.Run(args[1]);
