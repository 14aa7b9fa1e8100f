using IntegrationTests.Engines;
using Nuke.Docker.BuildKit.Engines;
using SealedInputs;

namespace IntegrationTests.SealedInputs;

[Category("Engine")]
[Platform("Linux")]
public sealed class LoopbackRegistrySpecs
{
    [Test]
    public async Task An_image_is_pushed_and_can_be_pulled()
    {
        var connection = await TestEngine.ConnectAsync();
        await using var registry = await LoopbackRegistry.StartAsync(TestEngine.SealedInputs);
        var image = $"{registry.Address}/sleep:1";
        await SleepImage.ImportAsync(connection);
        using var engine = new EngineClient(connection.Endpoint);
        var before = await engine.CheckPullAsync($"{registry.Address}/never:1", TimeSpan.FromSeconds(5));

        await Shell.RunAsync(connection, $"docker tag sleep {image} && docker push {image} && docker rmi {image}");
        var after = await engine.CheckPullAsync(image, TimeSpan.FromSeconds(5));

        Assert.That((before.Possible, after.Possible), Is.EqualTo((false, true)));
    }
}
