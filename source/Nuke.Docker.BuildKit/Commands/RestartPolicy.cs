using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>When the engine starts a container again: <c>--restart</c>. Strings convert implicitly.</summary>
public sealed record RestartPolicy : IArgumentValue
{
    private const string Flag = "--restart";
    private const string Failure = "on-failure";

    private RestartPolicy(string name, int? attempts = null) => (Name, Attempts) = (name, attempts);

    /// <summary>Never.</summary>
    public static RestartPolicy No { get; } = new("no");

    /// <summary>Whenever it ends, and with the engine.</summary>
    public static RestartPolicy Always { get; } = new("always");

    /// <summary>Like <see cref="Always"/>, except if the container was stopped before the engine.</summary>
    public static RestartPolicy UnlessStopped { get; } = new("unless-stopped");

    /// <summary>Spelling on the command line, without the number of attempts.</summary>
    public string Name { get; }

    /// <summary>Attempts after which it stays down; <c>null</c> is no limit. Only after failures.</summary>
    public int? Attempts { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator RestartPolicy(string text) => Parse(text);

    /// <summary>When it ends with another exit code than 0.</summary>
    /// <param name="attempts">Maximum number of restarts; <c>null</c> is unlimited.</param>
    /// <exception cref="InvalidSettingException">Less than 0.</exception>
    public static RestartPolicy OnFailure(int? attempts = null) =>
        attempts < 0 ? throw new InvalidSettingException(Flag, $"{attempts} attempts are less than none") : new(Failure, attempts);

    /// <summary>Parses the value of <c>--restart</c>.</summary>
    /// <exception cref="InvalidSettingException">docker has no such policy.</exception>
    public static RestartPolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "no" or "always" or "unless-stopped" or Failure => new(text),
            _ when text.StartsWith($"{Failure}:", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(Failure.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var attempts) => OnFailure(attempts),
            _ => throw new InvalidSettingException(Flag, $"there is no policy '{text}'; use no, always, unless-stopped, on-failure or on-failure:N"),
        };
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new(Attempts is { } attempts ? $"{Name}:{attempts.ToString(CultureInfo.InvariantCulture)}" : Name);

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();
}
