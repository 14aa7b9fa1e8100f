using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A further build context for <c>FROM</c> and <c>COPY --from</c>, <c>name=source</c>. Strings convert implicitly.</summary>
public sealed record NamedContext : IArgumentValue
{
    /// <summary>Creates a named context.</summary>
    /// <param name="name">Name in the Dockerfile, or the image to replace.</param>
    /// <param name="source">Source of the context.</param>
    /// <exception cref="InvalidSettingException">The name is not a valid image name.</exception>
    public NamedContext(string name, ContextSource source)
    {
        ImageReference.Parse(name, "--build-context name");
        Name = name;
        Source = source ?? throw new ArgumentNullException(nameof(source));
    }

    /// <summary>Name in the Dockerfile. buildx treats it as an image name: <c>alpine</c> and <c>docker.io/library/alpine:latest</c> are the same.</summary>
    public string Name { get; }

    /// <summary>Source of the context.</summary>
    public ContextSource Source { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator NamedContext(string text) => Parse(text);

    /// <summary>Parses the value of <c>--build-context</c>.</summary>
    /// <exception cref="InvalidSettingException">The text is not <c>name=source</c>.</exception>
    public static NamedContext Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('=', 2) is [var name, var source]
            ? new(name, ContextSource.Parse(source))
            : throw new InvalidSettingException("--build-context", $"'{text}' is not of the form name=source");
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new($"{Name}={Source}");

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();
}
