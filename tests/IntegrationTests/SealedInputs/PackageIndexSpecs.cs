using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.SealedInputs;

[Category("Engine")]
[Platform("Linux")]
public sealed class PackageIndexSpecs
{
    [SetUp]
    public void SkipElsewhere()
    {
        if (EmbeddedEngine.UnsupportedReason() is { } reason)
            Assert.Ignore(reason);
    }

    [Test]
    public async Task Files_are_listed_with_their_hashes_and_can_be_fetched()
    {
        await using var index = await PackageIndex.StartAsync(TestEngine.SealedInputs);
        using var client = new HttpClient();

        var names = await client.GetStringAsync(index.Address);
        var page = await client.GetStringAsync(new Uri(index.Address, "pydantic-core/"));
        var link = page.Split("href=\"")[1].Split('"')[0];
        var file = await client.GetByteArrayAsync(new Uri(index.Address, link.Split('#')[0]));

        Assert.That(names, Does.Contain("/simple/fastapi/").And.Contain("/simple/h11/"));
        Assert.That(link, Does.EndWith($"#sha256={Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file))}"));
        Assert.That(link, Does.Contain("pydantic_core-").And.Contain("-linux_"));
    }

    [Test]
    public async Task What_is_not_there_is_not_found()
    {
        await using var index = await PackageIndex.StartAsync(TestEngine.SealedInputs);
        using var client = new HttpClient();

        using var project = await client.GetAsync(new Uri(index.Address, "no-such-project/"));
        using var outside = await client.GetAsync(new Uri(index.Address, "/wheels/..%2Fport"));

        Assert.That((int)project.StatusCode, Is.EqualTo(404));
        Assert.That((int)outside.StatusCode, Is.Not.EqualTo(200));
    }

    [Test]
    public async Task The_port_is_kept_while_it_is_free_and_only_then()
    {
        using var folder = new TemporaryDirectory();
        Uri first;

        await using (var index = await PackageIndex.StartAsync(folder.Path, packages: []))
        {
            first = index.Address;
        }

        await using var second = await PackageIndex.StartAsync(folder.Path, packages: []);
        await using var beside = await PackageIndex.StartAsync(folder.Path, packages: []);

        Assert.That(second.Address, Is.EqualTo(first));
        Assert.That(beside.Address, Is.Not.EqualTo(first));
        // The file of one index names that index while another one runs.
        foreach (var index in new[] { second, beside })
            Assert.That(await File.ReadAllTextAsync(index.PipConfig), Does.Contain($"index-url = {index.Address}"));
    }
}
