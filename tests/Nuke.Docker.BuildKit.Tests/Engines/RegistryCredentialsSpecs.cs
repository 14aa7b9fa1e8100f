using System.Text;
using Nuke.Docker.BuildKit.Engines.Internal;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Engines;

public sealed class RegistryCredentialsSpecs
{
    private TemporaryDirectory _folder = null!;

    [SetUp]
    public void Create() => _folder = new TemporaryDirectory();

    [TearDown]
    public void Delete() => _folder.Dispose();

    // user:pass:word
    [TestCase(
        """{"auths":{"example.com":{"auth":"dXNlcjpwYXNzOndvcmQ="}}}""",
        "example.com/app:1",
        """{"username":"user","password":"pass:word","serveraddress":"example.com"}""")]
    [TestCase(
        """{"auths":{"https://example.com/v2/":{"auth":"dXNlcjpwYXNzOndvcmQ="}}}""",
        "example.com/app",
        """{"username":"user","password":"pass:word","serveraddress":"example.com"}""")]
    [TestCase(
        """{"auths":{"https://index.docker.io/v1/":{"auth":"dTpw"}}}""",
        "python:3.13",
        """{"username":"u","password":"p","serveraddress":"https://index.docker.io/v1/"}""")]
    [TestCase("""{"auths":{"example.com":{"identitytoken":"t"}}}""", "example.com/app", """{"identitytoken":"t","serveraddress":"example.com"}""")]
    [TestCase("""{"auths":{"example.com":{"auth":"dTpw"}}}""", "example.com:5000/app", null)]
    [TestCase("""{"auths":{"example.com":{}}}""", "example.com/app", null)]
    [TestCase("""{"auths":{"example.com":{"auth":"%"}}}""", "example.com/app", null)]
    [TestCase("""{"auths":[],"credHelpers":1}""", "example.com/app", null)]
    [TestCase("{", "example.com/app", null)]
    public async Task Logins_are_read_from_the_configuration(string configuration, string reference, string? expected)
    {
        File.WriteAllText(Path.Combine(_folder.Path, "config.json"), configuration);

        Assert.That(await HeaderAsync(reference), Is.EqualTo(expected));
    }

    [TestCase(
        """{"credHelpers":{"example.com":"test"},"auths":{"example.com":{"auth":"dTpw"}}}""",
        "example.com/app",
        """{"username":"helper","password":"example.com","serveraddress":"example.com"}""")]
    [TestCase(
        """{"credsStore":"test"}""",
        "python",
        """{"username":"helper","password":"https://index.docker.io/v1/","serveraddress":"https://index.docker.io/v1/"}""")]
    [TestCase(
        """{"credsStore":"missing","auths":{"example.com":{"auth":"dTpw"}}}""",
        "example.com/app",
        """{"username":"u","password":"p","serveraddress":"example.com"}""")]
    [TestCase("""{"credsStore":"../test"}""", "example.com/app", null)]
    public async Task A_credential_helper_comes_first(string configuration, string reference, string? expected)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("The helper is a shell script.");
            return;
        }

        File.WriteAllText(Path.Combine(_folder.Path, "config.json"), configuration);
        var helper = Path.Combine(_folder.Path, "docker-credential-test");
        File.WriteAllText(helper, """
            #!/bin/sh
            [ "$1" = get ] && printf '{"ServerURL":"x","Username":"helper","Secret":"%s"}' "$(cat)"

            """);
        File.SetUnixFileMode(helper, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        Assert.That(await HeaderAsync(reference), Is.EqualTo(expected));
    }

    private async Task<string?> HeaderAsync(string reference)
    {
        var environment = new Dictionary<string, string>
        {
            ["DOCKER_CONFIG"] = _folder.Path,
            ["PATH"] = $"{_folder.Path}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}",
        };
        var header = await new RegistryCredentials(environment).HeaderAsync(reference, CancellationToken.None);
        return header is null ? null : Encoding.UTF8.GetString(Convert.FromBase64String(header.Replace('-', '+').Replace('_', '/')));
    }
}
