using System.Net;
using System.Net.Sockets;

namespace Probity.People.SignIn;

/// <summary>Where a sign-in comes from, as the person recognises it in the list of their sessions.</summary>
/// <param name="DeviceMark">SHA-256 of the mark in the browser's own cookie.</param>
public sealed record Origin(string Address, string Device, byte[] DeviceMark)
{
    private static readonly (string Sign, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl")];

    private static readonly (string Sign, string Name)[] Systems =
        [("Windows", "Windows"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Only browser and system are kept of what the browser says about itself: the rest identifies machines, not people.</summary>
    public static Origin Of(IPAddress? address, string? userAgent, byte[] deviceMark)
    {
        var agent = userAgent ?? "";
        var browser = Browsers.FirstOrDefault(pair => agent.Contains(pair.Sign, StringComparison.Ordinal)).Name;
        var system = Systems.FirstOrDefault(pair => agent.Contains(pair.Sign, StringComparison.Ordinal)).Name;
        return new Origin(Prefix(address), string.Join(", ", new[] { browser, system }.Where(word => word is not null)), deviceMark);
    }

    /// <summary>The network rather than the machine: /24 of an IPv4 address, /56 of an IPv6 address, the usual size of one customer's network (RFC 6177).</summary>
    public static string Prefix(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var keep = address.AddressFamily == AddressFamily.InterNetwork ? 3 : 7;
        Array.Clear(bytes, keep, bytes.Length - keep);
        return $"{new IPAddress(bytes)}/{keep * 8}";
    }
}
