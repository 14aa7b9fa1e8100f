using System.Net;
using System.Text;
using Nuke.Docker.BuildKit.Engines.Internal;

namespace Nuke.Docker.BuildKit.Tests.Engines;

public sealed class EngineResponseSpecs
{
    [TestCase("HTTP/1.0 200 OK\r\nApi-Version: 1.51\r\n\r\nbody", "1.51", "body")]
    [TestCase("HTTP/1.1 200 OK\r\napi-version:1.51\r\nContent-Length: 4\r\n\r\nbody", "1.51", "body")]
    [TestCase("HTTP/1.1 200 OK\r\n\r\n", null, "")]
    public void Status_headers_and_body_are_read(string text, string? version, string body)
    {
        var response = EngineResponse.Read(Encoding.UTF8.GetBytes(text))!;

        Assert.That((response.Status, response.Header("Api-Version"), response.Text), Is.EqualTo((HttpStatusCode.OK, version, body)));
    }

    [TestCase("")]
    [TestCase("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [TestCase("HTTP/1.1 OK\r\n\r\n")]
    [TestCase("HTTP/1.0 200 OK\r\nApi-Ver")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nbody")]
    public void Something_else_and_a_cut_response_are_none(string text) =>
        Assert.That(EngineResponse.Read(Encoding.UTF8.GetBytes(text)), Is.Null);

    [TestCase(199, false)]
    [TestCase(200, true)]
    [TestCase(204, true)]
    [TestCase(301, false)]
    [TestCase(404, false)]
    public void A_status_of_200_to_299_is_a_success(int status, bool expected) =>
        Assert.That(EngineResponse.Read(Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\n\r\n"))!.Succeeded, Is.EqualTo(expected));
}
