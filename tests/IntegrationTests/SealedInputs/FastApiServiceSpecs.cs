using System.Net;
using System.Net.Http.Json;
using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.SealedInputs;

/// <summary>templates/fastapi-service, built and run as a user would.</summary>
[Category("Engine")]
[Platform("Linux")]
public sealed class FastApiServiceSpecs
{
    private EngineConnection _connection = null!;
    private SealedInput _input = null!;
    private string _directory = null!;

    [OneTimeSetUp]
    public async Task PrepareAsync()
    {
        _connection = await TestEngine.ConnectAsync();
        _input = await SealedInput.PrepareAsync(_connection, TestEngine.SealedInputs, "python:3.13-slim", TestContext.Progress.WriteLine);
        _directory = Directory.CreateTempSubdirectory("service-").FullName;
        await Shell.RunAsync(_connection, $"cp -R '{Path.Combine(Repository.Root, "templates", "fastapi-service")}/.' .", _directory);
        await BuildAsync();
    }

    [OneTimeTearDown]
    public async Task CleanUpAsync()
    {
        if (_input is not null)
            await _input.DisposeAsync();

        if (_directory is not null)
            Directory.Delete(_directory, recursive: true);
    }

    [Test]
    public async Task The_service_answers_in_its_container()
    {
        var port = ServiceContainer.FreePort();
        await using var service = await ServiceContainer.StartAsync(_connection, "service-specs", port, $"-e PORT={port}");

        var health = await service.GetAsync("health");
        using var quote = await service.Client.PostAsJsonAsync("quotes", new { name = "tea", price = 2.5, quantity = 3 });
        using var refused = await service.Client.PostAsJsonAsync("quotes", new { name = "tea", price = -1 });
        var user = await service.ExecuteAsync("id -u");

        Assert.That(health, Is.EqualTo("""{"status":"ok"}"""));
        Assert.That(await quote.Content.ReadAsStringAsync(), Is.EqualTo("""{"name":"tea","total":7.5}"""));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableContent));
        Assert.That(user, Is.EqualTo("10001"));
    }

    [Test]
    public async Task A_change_of_the_code_runs_no_dependency_step()
    {
        await File.AppendAllTextAsync(Path.Combine(_directory, "app", "main.py"), $"\n# {Guid.NewGuid()}\n");

        var ran = PlainLog.StepsThatRan(await BuildAsync());

        Assert.That(ran, Has.One.Items);
        Assert.That(ran[0], Does.Contain("COPY app"));
    }

    [Test]
    public async Task Another_port_of_the_index_is_no_change()
    {
        if (_input.PipConfig is null)
            Assert.Ignore("PyPI can be reached here, so there is no index of our own.");

        await BuildAsync();
        var config = Path.Combine(_directory, "other.conf");
        await File.WriteAllTextAsync(config, "[global]\nindex-url = http://127.0.0.1:9/simple/\n");

        var ran = PlainLog.StepsThatRan(await BuildAsync(config));

        Assert.That(ran, Is.Empty);
    }

    [Test]
    public async Task The_image_holds_no_wheels_and_no_pip_cache()
    {
        var network = _connection.NeedsHostNetwork ? "--network=host" : "";

        var found = await Shell.RunAsync(
            _connection,
            $"docker run --rm --user 0 {network} service-specs find / -xdev '(' -name '*.whl' -o -path '/root/.cache/*' ')' "
            + "-not -path '*/ensurepip/*' -not -path '/usr/share/python-wheels/*'");

        Assert.That(found, Is.Empty);
    }

    private Task<string> BuildAsync(string? pipConfig = null)
    {
        var image = _input.PythonImage is null ? "" : $"--build-arg PYTHON_IMAGE={_input.PythonImage}";
        var secret = (pipConfig ?? _input.PipConfig) is { } config ? $"--secret id=pip,src='{config}'" : "";
        var network = _connection.NeedsHostNetwork ? "--network=host" : "";

        return Shell.RunAsync(_connection, $"docker buildx build --progress=plain {network} {image} {secret} --tag service-specs --load .", _directory);
    }
}
