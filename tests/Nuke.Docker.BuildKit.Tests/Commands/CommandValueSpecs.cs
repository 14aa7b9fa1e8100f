using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

/// <summary>Strings that are converted to values: their arguments, and the errors of invalid ones.</summary>
public class CommandValueSpecs
{
    private static readonly Dictionary<string, Func<string, IArgumentValue>> s_types = new(StringComparer.Ordinal)
    {
        [nameof(BakeAccess)] = text => (BakeAccess)text,
        [nameof(BakeOverride)] = text => (BakeOverride)text,
        [nameof(BuildNetwork)] = text => (BuildNetwork)text,
        [nameof(BuilderDriver)] = text => (BuilderDriver)text,
        [nameof(ByteSize)] = text => (ByteSize)text,
        [nameof(ContainerMount)] = text => (ContainerMount)text,
        [nameof(DriverOption)] = text => (DriverOption)text,
        [nameof(ImageReference)] = text => (ImageReference)text,
        [nameof(PublishedPort)] = text => (PublishedPort)text,
        [nameof(RestartPolicy)] = text => (RestartPolicy)text,
    };

    [TestCase(nameof(BakeAccess), "fs=/a", "fs=/a")]
    [TestCase(nameof(BakeAccess), "device=vendor.com/gpu=0", "device=vendor.com/gpu=0")]
    [TestCase(nameof(BakeOverride), "app.args.A", "app.args.A")]
    [TestCase(nameof(BakeOverride), "*.labels.org.example.key=a=b", "*.labels.org.example.key=a=b")]
    [TestCase(nameof(BakeOverride), "app.cache-from=", "app.cache-from=")]
    [TestCase(nameof(ByteSize), "64m", "67108864")]
    [TestCase(nameof(ByteSize), "-1", "-1")]
    [TestCase(nameof(ContainerMount), "src=data,dst=/data,ro", "type=volume,source=data,target=/data,readonly=true")]
    [TestCase(nameof(ContainerMount), "type=tmpfs,destination=/tmp,tmpfs-size=64m", "type=tmpfs,target=/tmp,tmpfs-size=64m")]
    [TestCase(
        nameof(ContainerMount),
        "type=volume,target=/a,volume-opt=type=nfs,\"volume-opt=o=addr=x,rw\"",
        "type=volume,target=/a,volume-opt=type=nfs,\"volume-opt=o=addr=x,rw\"")]
    [TestCase(nameof(DriverOption), "network=host,\"env.A=b,c\"", "network=host,\"env.A=b,c\"")]
    [TestCase(nameof(ImageReference), "docker.io/library/alpine:3.20", "alpine:3.20")]
    [TestCase(nameof(PublishedPort), "80", "80")]
    [TestCase(nameof(PublishedPort), "8000-8009:80", "8000-8009:80")]
    [TestCase(nameof(PublishedPort), "8000-8009:9000-9009/udp", "8000-8009:9000-9009/udp")]
    [TestCase(nameof(PublishedPort), "127.0.0.1::80", "127.0.0.1::80")]
    [TestCase(nameof(PublishedPort), "[::1]:8080:80", "[::1]:8080:80")]
    [TestCase(nameof(RestartPolicy), "on-failure:3", "on-failure:3")]
    public void A_string_becomes_a_value(string type, string text, string argument)
    {
        Assert.That(s_types[type](text).ToArgument().Value, Is.EqualTo(argument));
    }

    [TestCase(nameof(BakeAccess), "fs.raed=/a", "--allow: 'fs.raed=/a' cannot be allowed. Did you mean fs.read=…?")]
    [TestCase(nameof(BakeAccess), "fs.read", "--allow: 'fs.read' cannot be allowed. Did you mean fs.read=…?")]
    [TestCase(nameof(BakeOverride), "app", "--set: 'app' is not of the form target.key=value, such as *.platform=linux/amd64")]
    [TestCase(nameof(BakeOverride), "app.platform", "--set app.platform: the value is missing; only args.NAME can omit it, to use the environment variable")]
    [TestCase(nameof(BakeOverride), "app.tag=x", "--set app: a target has no key 'tag'. Did you mean tags?")]
    [TestCase(nameof(BakeOverride), ".tags=x", "--set: '' is not a target; write its name, or a pattern such as *")]
    [TestCase(
        nameof(BuildNetwork),
        "mine",
        "--network: BuildKit has no network 'mine'; use default, none or host. Give the builder its network with --driver-opt network=NAME when it is created")]
    [TestCase(nameof(BuilderDriver), "docker", "--driver: a builder with the driver docker cannot be created; each docker context has one")]
    [TestCase(nameof(BuilderDriver), "kubernets", "--driver: the driver 'kubernets' does not exist. Did you mean kubernetes?")]
    [TestCase(nameof(ByteSize), "64 mega", "size: '64 mega' is not a size; write a number of bytes, or one with a unit such as 512k, 64m or 1.5g")]
    [TestCase(nameof(ByteSize), "-2", "size: '-2' is not a size; write a number of bytes, or one with a unit such as 512k, 64m or 1.5g")]
    [TestCase(nameof(ContainerMount), "type=bnd,source=/a,target=/b", "--mount type: the type 'bnd' does not exist. Did you mean bind?")]
    [TestCase(nameof(ContainerMount), "type=bind,source=/a", "--mount type=bind, target: must not be empty")]
    [TestCase(
        nameof(ContainerMount),
        "type=tmpfs,target=/a,tmpfs-sise=1m",
        "--mount type=tmpfs, tmpfs-sise: the attribute does not exist. Did you mean tmpfs-size or tmpfs-mode?")]
    [TestCase(
        nameof(DriverOption),
        "network",
        "--driver-opt: 'network' is not of the form key=value, such as network=host; quote a whole field that contains a comma: \"key=a,b\"")]
    [TestCase(nameof(ImageReference), "Bot", "image reference: 'Bot' is not an image reference: the repository 'Bot' has upper-case letters; write 'bot'")]
    [TestCase(nameof(PublishedPort), "80:", "--publish: '80:' is not of the form [address:][host:]container[/protocol], such as 127.0.0.1:8080:80")]
    [TestCase(nameof(PublishedPort), "localhost:80:80", "--publish: 'localhost' in 'localhost:80:80' is not an IP address")]
    [TestCase(nameof(PublishedPort), "8000-8001:80-82", "--publish: '8000-8001:80-82' has 2 host ports for 3 container ports")]
    [TestCase(
        nameof(PublishedPort),
        "70000",
        "--publish: ports are numbers from 1 to 65535, and only a single container port can have a choice of host ports")]
    [TestCase(nameof(PublishedPort), "80/http", "--publish: the protocol 'http' does not exist; use tcp, udp or sctp")]
    [TestCase(nameof(RestartPolicy), "allways", "--restart: the policy 'allways' does not exist; use no, always, unless-stopped, on-failure or on-failure:N")]
    public void What_the_tool_would_refuse_is_refused(string type, string text, string message)
    {
        Assert.That(() => s_types[type](text), Throws.TypeOf<InvalidSettingException>().With.Message.EqualTo(message));
    }

    [Test]
    public void Only_swap_may_be_unlimited()
    {
        Assert.That(new DockerRunSettings().SetImage("a").SetMemorySwap("-1").ToString(), Is.EqualTo("docker run --memory-swap -1 a"));
        Assert.That(
            () => new DockerRunSettings().SetImage("a").SetMemory(-1).ToArguments(),
            Throws.TypeOf<InvalidSettingException>().With.Message.EqualTo("--memory: a size cannot be -1"));
    }

    [TestCase("--cache-to type=registry, ref")]
    [TestCase("--cache-from type=registry, ref")]
    public void A_registry_cache_needs_the_name_of_an_image(string setting)
    {
        IArgumentValue entry = setting.Contains("-to", StringComparison.Ordinal)
            ? new RegistryCacheTo("ghcr.io/Acme/bot")
            : new RegistryCacheFrom("ghcr.io/Acme/bot");

        Assert.That(
            () => entry.ToArgument(),
            Throws.TypeOf<InvalidSettingException>().With.Message.StartsWith($"{setting}: 'ghcr.io/Acme/bot' is not an image reference"));
    }
}
