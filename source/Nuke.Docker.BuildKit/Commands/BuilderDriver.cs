using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Driver of a new builder: <c>--driver</c>. Strings convert implicitly.</summary>
public sealed record BuilderDriver : IArgumentValue
{
    private const string Flag = "--driver";

    private static readonly string[] s_names = ["docker-container", "kubernetes", "remote", "cloud"];

    private BuilderDriver(string name) => Name = name;

    /// <summary>The engine's own builder. Each docker context has one; it is described, but not created.</summary>
    public static BuilderDriver Docker { get; } = new("docker");

    /// <summary>Runs BuildKit in a container of the engine.</summary>
    public static BuilderDriver DockerContainer { get; } = new("docker-container");

    /// <summary>Runs BuildKit in pods of a Kubernetes cluster.</summary>
    public static BuilderDriver Kubernetes { get; } = new("kubernetes");

    /// <summary>Uses an existing BuildKit daemon.</summary>
    public static BuilderDriver Remote { get; } = new("remote");

    /// <summary>Spelling on the command line.</summary>
    public string Name { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator BuilderDriver(string text) => Parse(text);

    /// <summary>Parses the value of <c>--driver</c>. <c>cloud</c> is supported by Docker's own builds of buildx.</summary>
    /// <exception cref="InvalidSettingException">The driver is unknown, or <c>docker</c>: that builder is the engine itself and cannot be created.</exception>
    public static BuilderDriver Parse(string text) => text switch
    {
        "docker" => throw NotCreated(),
        _ when s_names.Contains(text, StringComparer.Ordinal) => new(text),
        _ => throw new InvalidSettingException(Flag, $"the driver '{text}' does not exist. {NearestNames.Sentence(text ?? "", s_names)}"),
    };

    /// <inheritdoc/>
    public Argument ToArgument() => Name == Docker.Name ? throw NotCreated() : new(Name);

    /// <summary>Spelling on the command line.</summary>
    public override string ToString() => Name;

    private static InvalidSettingException NotCreated() =>
        new(Flag, "a builder with the driver docker cannot be created; each docker context has one");
}
