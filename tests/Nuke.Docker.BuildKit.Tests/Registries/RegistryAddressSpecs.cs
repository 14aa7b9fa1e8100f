using System.Net.Http.Headers;
using Nuke.Docker.BuildKit.Registries;
using Nuke.Docker.BuildKit.Registries.Internal;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Registries;

public sealed class RegistryAddressSpecs
{
    [TestCase("example.com", "https://example.com/")]
    [TestCase("example.com:5000", "https://example.com:5000/")]
    [TestCase("docker.io", "https://registry-1.docker.io/")]
    [TestCase("localhost:5000", "https://localhost:5000/ http://localhost:5000/")]
    [TestCase("127.0.0.2:5000", "https://127.0.0.2:5000/ http://127.0.0.2:5000/")]
    [TestCase("[::1]:5000", "https://[::1]:5000/ http://[::1]:5000/")]
    [TestCase("plain.example.com:5000", "https://plain.example.com:5000/ http://plain.example.com:5000/")]
    [TestCase("10.1.2.3:5000", "https://10.1.2.3:5000/ http://10.1.2.3:5000/")]
    [TestCase("11.1.2.3:5000", "https://11.1.2.3:5000/")]
    [TestCase("127.example.com", "https://127.example.com/")]
    public void Plain_http_is_only_for_this_machine_and_insecure_registries_and_comes_second(string name, string expected)
    {
        var candidates = RegistryAddress.Of(name, ["plain.example.com:5000", "10.0.0.0/8"]).Candidates;

        Assert.That(string.Join(' ', candidates), Is.EqualTo(expected));
    }

    [TestCase("""{"insecure-registries": ["a:5000", "10.0.0.0/8"]}""", new[] { "a:5000", "10.0.0.0/8" })]
    [TestCase("{", new string[0])]
    [TestCase("[]", new string[0])]
    public void Insecure_registries_are_those_of_the_daemon(string configuration, string[] expected)
    {
        using var folder = new TemporaryDirectory();
        Directory.CreateDirectory(Path.Combine(folder.Path, "docker"));
        File.WriteAllText(Path.Combine(folder.Path, "docker", "daemon.json"), configuration);

        var read = InsecureRegistries.Read(new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = folder.Path });

        Assert.That(read, Is.SupersetOf(expected));
    }

    [TestCase("""Bearer realm="https://example.com/token",service="a, b",scope="x" """, "Bearer https://example.com/token a, b")]
    [TestCase("""bearer service=plain,realm="https://example.com/t?a=b" """, "Bearer https://example.com/t?a=b plain")]
    [TestCase("""Basic realm="x" """, "Basic  ")]
    [TestCase("Negotiate", null)]
    public void Challenges_are_read(string header, string? expected)
    {
        using var response = new HttpResponseMessage();
        response.Headers.WwwAuthenticate.Add(AuthenticationHeaderValue.Parse(header));

        var challenge = AuthenticateChallenge.Of(response.Headers.WwwAuthenticate);

        Assert.That(challenge is null ? null : $"{challenge.Scheme} {challenge.Realm} {challenge.Service}", Is.EqualTo(expected));
    }
}
