using System.Net;
using System.Net.Sockets;
using SealedInputs;

namespace IntegrationTests.Truth;

/// <summary>Inputs that BuildKit's cache key doesn't contain: a change is reported, and the step stays cached.</summary>
[Category("Truth")]
public sealed class StaleInputSpecs
{
    private SmallRepository _repository = null!;

    [SetUp]
    public async Task Create()
    {
        _repository = await SmallRepository.CreateAsync("truth");
        await HostToolsImage.ImportAsync(_repository.Connection, "truth-tools", "sh", "true");
    }

    [TearDown]
    public void Delete() => _repository?.Dispose();

    [TestCase("DockerBuild")]
    [TestCase("DockerBake")]
    public async Task A_changed_secret_of_a_cached_step_is_reported_without_its_value(string target)
    {
        _repository.Write("Dockerfile", $"FROM truth-tools\nRUN --mount=type=secret,id=token true {Guid.NewGuid()}\n").Write("token", "correct-horse-1");
        string[] arguments = [target, "--docker-secret", "id=token,src=token"];
        var first = await _repository.RunAsync(arguments);
        _repository.Write("token", "correct-horse-2");

        var second = await _repository.RunAsync(arguments);
        var third = await _repository.RunAsync([.. arguments, "--force"]);

        Assert.Multiple(() =>
        {
            Assert.That(first.ExitCode, Is.Zero, first.ToString());
            Assert.That(first.Output, Does.Not.Contain("it was cached although"));
            Assert.That(second.Output, Does.Contain("it was cached although the secret token changed").And.Contain("DockerRebuild"));
            Assert.That(third.Output, Does.Contain("it was cached although the secret token changed"), "the step still has the old value");
            Assert.That(second.Output + third.Output, Does.Not.Contain("correct-horse"));
            foreach (var file in Directory.EnumerateFiles(_repository.PathOf(".nuke/temp"), "*", SearchOption.AllDirectories))
                Assert.That(File.ReadAllText(file), Does.Not.Contain("correct-horse"), file);
        });
    }

    [Test]
    public async Task A_changed_file_that_a_cached_step_downloads_is_reported()
    {
        using var listener = new HttpListener();
        var address = Listen(listener);
        var tag = "\"1\"";
        _ = Task.Run(async () =>
        {
            while (listener.IsListening)
            {
                var context = await listener.GetContextAsync();
                context.Response.Headers["ETag"] = tag;
                context.Response.Close();
            }
        });
        _repository.Write("Dockerfile", $"FROM truth-tools\nRUN true {Guid.NewGuid()} || curl {address}/tool.bin\n");
        await _repository.RunAsync("DockerBuild");
        tag = "\"2\"";

        var second = await _repository.RunAsync("DockerBuild", "--force");
        var unchecked_ = await _repository.RunAsync("DockerBuild", "--force", "--docker-check-downloads", "false");

        Assert.That(second.Output, Does.Contain($"it was cached although the {address}/tool.bin changed"), second.ToString());
        Assert.That(unchecked_.ExitCode, Is.Zero, unchecked_.ToString());
        Assert.That(unchecked_.Output, Does.Not.Contain("it was cached although"));
    }

    private static string Listen(HttpListener listener)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        free.Stop();
        listener.Prefixes.Add($"{address}/");
        listener.Start();
        return address;
    }
}
