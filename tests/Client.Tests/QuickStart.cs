// The block in the documentation is read by people everywhere: ISO 8601 is the same in every culture, and the line stays short.
#pragma warning disable CA1305
namespace Probity.Client.Tests;

/// <summary>The quick start of docs/integrate.md: the lines between the marks are the block there, and a test runs them.</summary>
internal static class QuickStart
{
    public static async Task<string> Run(Uri server, string key, string use, string trustFile, Action<Uri> tellTheOfficer, CancellationToken stop)
    {
        // <quick-start>
        using var gate = new GateClient(server, key);
        var opened = await gate.Open(new FaceSearchLead
        {
            Use = use, Case = "PV-2026-04417", Title = "Shop robbery, Harbour Street", Action = "enquiries", Receiver = "case-system",
            Probe = new Probe("Image from shop camera 2", DateTimeOffset.Parse("2026-11-21T22:14:06Z"), EyeDistancePixels: 74),
            Evidence = [new Evidence("w1", EvidenceKind.Statement, "Witness A", "patrol 4", DateTimeOffset.Parse("2026-11-21T22:40:00Z"))],
            Output = new SearchOutput("FaceLink", "4.2", Gallery: 212_480, [new Candidate("G-118-204", Band: 'B')]),
        }, idempotencyKey: "search-2291", stop);
        if (!opened.Done) return "refused: " + string.Join(" ", opened.Problems.Select(problem => problem.Title));
        tellTheOfficer(opened.Value.Link);

        var receipt = await gate.WaitForReceipt(opened.Value.Id, stop);
        if (!receipt.Done) return "no receipt: " + receipt.Problems[0].Title;

        var purpose = new Purpose("enquiries", "case-system", "PV-2026-04417");
        var verdict = receipt.Value.Verify(Trust.Load(trustFile), purpose, opened.Value.OutputHash);
        if (!verdict.Proved) return "not proved: " + string.Join(" ", verdict.Reasons());

        var used = await gate.Use(opened.Value.Id, purpose, idempotencyKey: "search-2291-enquiries", stop);
        return used.Done ? "send the enquiries" : "do not act: " + used.Problems[0].Title;
        // </quick-start>
    }
}
