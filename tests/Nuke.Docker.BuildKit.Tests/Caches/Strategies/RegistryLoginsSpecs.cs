using Nuke.Docker.BuildKit.Caches.Strategies;

namespace Nuke.Docker.BuildKit.Tests.Caches.Strategies;

public sealed class RegistryLoginsSpecs
{
    [TestCase("""{"auths":{"ghcr.io":{"auth":"eA=="}}}""", "ghcr.io", true)]
    [TestCase("""{"auths":{"https://index.docker.io/v1/":{}}}""", "docker.io", true)]
    [TestCase("""{"auths":{"registry.example.com:5000":{}}}""", "registry.example.com:5000", true)]
    [TestCase("""{"auths":{"registry.example.com:5000":{}}}""", "registry.example.com", false)]
    [TestCase("""{"credHelpers":{"1.dkr.ecr.eu-west-1.amazonaws.com":"ecr-login"}}""", "1.dkr.ecr.eu-west-1.amazonaws.com", true)]
    [TestCase("""{"credsStore":"desktop","auths":{"ghcr.io":{}}}""", "ghcr.io", true)]
    [TestCase("""{"auths":{"ghcr.io.evil.example":{}}}""", "ghcr.io", false)]
    [TestCase("{}", "ghcr.io", false)]
    [TestCase("[]", "ghcr.io", false)]
    [TestCase("{", "ghcr.io", false)]
    [TestCase("{}", "localhost:5000", true)]
    [TestCase("{}", "127.0.0.1:5000", true)]
    public void Docker_s_configuration_says_where_it_is_logged_in(string configuration, string host, bool expected)
    {
        var folder = Directory.CreateTempSubdirectory("config-").FullName;
        File.WriteAllText(Path.Combine(folder, "config.json"), configuration);

        var has = RegistryLogins.Has(host, folder);

        Directory.Delete(folder, recursive: true);
        Assert.That(has, Is.EqualTo(expected));
    }
}
