using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Probity.Server.Tests.Faults;

/// <summary>Where the connection of the change is cut.</summary>
internal enum Cut
{
    /// <summary>At the n-th command of the transaction; the server never sees it.</summary>
    Command,
    /// <summary>The order to commit never reaches the server.</summary>
    BeforeCommit,
    /// <summary>The server has committed, and its answer never arrives.</summary>
    AfterCommit,
}

/// <summary>
/// Stands between the program and PostgreSQL and reads what is said (PostgreSQL manual, chapter 55), so that it can cut the connection of one change at a chosen word.
/// Transactions of the sequencer and of timed work are let through: somebody's change is meant.
/// </summary>
internal sealed class CuttingProxy : IDisposable
{
    private const string Background = "acts_ledger|SET leaf_index|UPDATE acts_due|FROM acts_due WHERE id IN";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly EndPoint _server;
    private readonly ConcurrentDictionary<Link, byte> _links = new();
    private volatile Order? _order;
    private volatile bool _down;

    public CuttingProxy(EndPoint server)
    {
        _server = server;
        _listener.Start();
        _ = Accept();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    private sealed class Order(Cut cut, int at)
    {
        public Cut Cut { get; } = cut;
        public int At { get; } = at;
        public int Done;
        public bool Take() => Interlocked.Exchange(ref Done, 1) == 0;
    }

    /// <summary>The next change is cut there. What is answered says afterwards whether that place was reached.</summary>
    public Func<bool> Arm(Cut cut, int at = 0)
    {
        var order = new Order(cut, at);
        _order = order;
        return () =>
        {
            _order = null;
            return order.Done == 1;
        };
    }

    /// <summary>The server is gone for everybody, until it is back.</summary>
    public void Down()
    {
        _down = true;
        foreach (var link in _links.Keys) link.Cut();
    }

    public void Up() => _down = false;

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                if (_down)
                {
                    client.Dispose();
                    continue;
                }
                var server = new Socket(_server.AddressFamily, SocketType.Stream, _server.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
                await server.ConnectAsync(_server);
                var link = new Link(this, client, server);
                _links.TryAdd(link, 0);
                _ = link.Run().ContinueWith(_ => _links.TryRemove(link, out byte _), TaskScheduler.Default);
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The end of the test.
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var link in _links.Keys) link.Cut();
    }

    /// <summary>One connection of the program.</summary>
    private sealed class Link(CuttingProxy proxy, Socket client, Socket server)
    {
        private readonly Dictionary<string, string> _prepared = new(StringComparer.Ordinal);
        private readonly List<byte> _waiting = [];
        private bool _started, _inTransaction, _background;
        private int _command;
        private volatile bool _deaf;

        public async Task Run()
        {
            try
            {
                await Task.WhenAny(Up(), Down());
            }
            finally
            {
                Cut();
            }
        }

        public void Cut()
        {
            client.Dispose();
            server.Dispose();
        }

        private async Task Down()
        {
            var buffer = new byte[64 * 1024];
            while (await server.ReceiveAsync(buffer) is var n and > 0)
            {
                if (_deaf) return; // it has answered, and the answer is lost
                await Send(client, buffer.AsMemory(0, n));
            }
        }

        private async Task Up()
        {
            var buffer = new byte[64 * 1024];
            while (await client.ReceiveAsync(buffer) is var n and > 0)
            {
                _waiting.AddRange(buffer.AsSpan(0, n));
                var bytes = _waiting.ToArray();
                var at = 0;
                while (Whole(bytes.AsSpan(at)) is var length and > 0)
                {
                    var message = bytes.AsMemory(at, length);
                    if (Heard(message.Span)) return;
                    await Send(server, message);
                    at += length;
                }
                _waiting.RemoveRange(0, at);
            }
        }

        private static async Task Send(Socket to, ReadOnlyMemory<byte> bytes)
        {
            while (bytes.Length > 0) bytes = bytes[await to.SendAsync(bytes)..];
        }

        private int Whole(ReadOnlySpan<byte> bytes)
        {
            var header = _started ? 1 : 0;
            if (bytes.Length < header + 4) return 0;
            var length = header + BinaryPrimitives.ReadInt32BigEndian(bytes[header..]);
            return bytes.Length >= length ? length : 0;
        }

        /// <summary>True where the connection is to be cut instead of passing this on.</summary>
        private bool Heard(ReadOnlySpan<byte> message)
        {
            if (!_started)
            {
                _started = BinaryPrimitives.ReadInt32BigEndian(message[4..]) == 196608; // protocol 3.0: the start-up itself; before it come questions about encryption
                return false;
            }
            var body = message[5..];
            switch ((char)message[0])
            {
                case 'Q':
                    return Said(Text(ref body));
                case 'P':
                    var name = Text(ref body);
                    _prepared[name] = Text(ref body);
                    return false;
                case 'B':
                    Text(ref body); // the portal
                    return Said(_prepared.GetValueOrDefault(Text(ref body), ""));
                default:
                    return false;
            }
        }

        private bool Said(string sql)
        {
            if (sql.StartsWith("BEGIN", StringComparison.Ordinal))
            {
                (_inTransaction, _background, _command) = (true, false, 0);
                return false;
            }
            if (!_inTransaction) return false;
            if (Background.Split('|').Any(part => sql.Contains(part, StringComparison.Ordinal) && !sql.StartsWith("SELECT", StringComparison.Ordinal))) _background = true;
            var order = proxy._order;
            if (sql == "COMMIT")
            {
                _inTransaction = false;
                if (_background || order is null or { Cut: Faults.Cut.Command } || !order.Take()) return false;
                if (order.Cut == Faults.Cut.BeforeCommit) return true;
                _deaf = true;
                return false;
            }
            if (sql == "ROLLBACK") _inTransaction = false;
            _command++;
            return !_background && order is { Cut: Faults.Cut.Command } && _command == order.At && order.Take();
        }

        private static string Text(ref ReadOnlySpan<byte> from)
        {
            var end = from.IndexOf((byte)0);
            var text = Encoding.UTF8.GetString(from[..end]);
            from = from[(end + 1)..];
            return text;
        }
    }
}
