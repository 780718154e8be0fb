using System.Net;
using Probity.People.SignIn;

namespace Probity.People.Tests.SignIn;

public class OriginTests
{
    [Theory]
    [InlineData("192.0.2.77", "192.0.2.0/24"), InlineData("::ffff:192.0.2.77", "192.0.2.0/24"), InlineData("2001:db8:1:2345:6789::1", "2001:db8:1:2300::/56")]
    public void The_network_is_kept_and_not_the_machine(string address, string prefix) => Origin.Prefix(IPAddress.Parse(address)).ShouldBe(prefix);

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1", "Safari, iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0", "Edge, Windows")]
    [InlineData("something else", ""), InlineData(null, "")]
    public void Browser_and_system_are_kept_and_nothing_else(string? agent, string device) => Origin.Of(null, agent, []).Device.ShouldBe(device);
}
