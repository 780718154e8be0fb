using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Probity.Benchmarks;

/// <summary>
/// Keeps a number of HTTP/1.1 connections busy over loopback, each with one request at a time, for a bounded time. It writes prepared bytes and reads only what it must, so that
/// on two cores the server and not the client is measured.
/// </summary>
public static class Load
{
    public sealed record Result(int Done, int Refused, TimeSpan Time, double[] Milliseconds)
    {
        public double PerSecond => Done / Time.TotalSeconds;
        public double Percentile(double p) => Milliseconds.Length == 0 ? 0 : Milliseconds[Math.Min(Milliseconds.Length - 1, (int)(Milliseconds.Length * p))];
    }

    /// <param name="request">The whole request for a connection and a running number.</param>
    public static async Task<Result> Run(IPEndPoint server, int clients, TimeSpan time, Func<int, int, ReadOnlyMemory<byte>> request)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var started = Stopwatch.GetTimestamp();
        var results = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => Client(server, client, until, request))));
        var took = Stopwatch.GetElapsedTime(started);
        return new Result(results.Sum(r => r.Done), results.Sum(r => r.Refused), took, [.. results.SelectMany(r => r.Times).Order()]);
    }

    private static async Task<(int Done, int Refused, List<double> Times)> Client(IPEndPoint server, int client, long until, Func<int, int, ReadOnlyMemory<byte>> request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(server);
        var buffer = new byte[16 * 1024];
        var (done, refused, times) = (0, 0, new List<double>(4096));
        for (var n = 0; Stopwatch.GetTimestamp() < until; n++)
        {
            var sent = Stopwatch.GetTimestamp();
            await socket.SendAsync(request(client, n));
            var status = await Answer(socket, buffer);
            times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            if (status is >= 200 and < 300) done++; else refused++;
        }
        return (done, refused, times);
    }

    /// <summary>Reads one answer with Content-Length or chunks; returns its status.</summary>
    private static async Task<int> Answer(Socket socket, byte[] buffer)
    {
        var filled = 0;
        int head;
        while ((head = buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8)) < 0)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(filled));
            if (read == 0) throw new IOException("The server closed the connection.");
            filled += read;
        }
        var (status, length) = Head(buffer.AsSpan(0, head));
        if (length >= 0)
        {
            var rest = head + 4 + length - filled;
            while (rest > 0) rest -= await socket.ReceiveAsync(buffer.AsMemory(0, Math.Min(rest, buffer.Length)));
            return status;
        }
        // Chunked: the last chunk ends the answer; bodies here are small enough to stand in the buffer.
        while (!buffer.AsSpan(0, filled).EndsWith("0\r\n\r\n"u8))
        {
            if (filled == buffer.Length) filled = Keep(buffer);
            filled += await socket.ReceiveAsync(buffer.AsMemory(filled));
        }
        return status;
    }

    private static int Keep(byte[] buffer)
    {
        buffer.AsSpan(buffer.Length - 8).CopyTo(buffer);
        return 8;
    }

    private static (int Status, int Length) Head(ReadOnlySpan<byte> head)
    {
        var status = (head[9] - '0') * 100 + (head[10] - '0') * 10 + (head[11] - '0');
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0) return (status, -1);
        var length = 0;
        foreach (var c in head[(at + 16)..])
        {
            if (c is < (byte)'0' or > (byte)'9') break;
            length = length * 10 + c - '0';
        }
        return (status, length);
    }
}
