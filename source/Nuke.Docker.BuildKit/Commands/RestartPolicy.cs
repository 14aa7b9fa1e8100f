using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Condition for the engine to restart a container: <c>--restart</c>. Strings convert implicitly.</summary>
public sealed record RestartPolicy : IArgumentValue
{
    private const string Flag = "--restart";
    private const string Failure = "on-failure";

    private RestartPolicy(string name, int? attempts = null) => (Name, Attempts) = (name, attempts);

    /// <summary>Does not restart the container.</summary>
    public static RestartPolicy No { get; } = new("no");

    /// <summary>Restarts the container after each exit, and at the start of the engine.</summary>
    public static RestartPolicy Always { get; } = new("always");

    /// <summary>Restarts the container as <see cref="Always"/> does, unless it was stopped before the engine.</summary>
    public static RestartPolicy UnlessStopped { get; } = new("unless-stopped");

    /// <summary>Spelling on the command line, without the number of attempts.</summary>
    public string Name { get; }

    /// <summary>Maximum number of restarts after failures; <c>null</c> is unlimited.</summary>
    public int? Attempts { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator RestartPolicy(string text) => Parse(text);

    /// <summary>Restarts the container after an exit code other than 0.</summary>
    /// <param name="attempts">Maximum number of restarts; <c>null</c> is unlimited.</param>
    /// <exception cref="InvalidSettingException">The number is less than 0.</exception>
    public static RestartPolicy OnFailure(int? attempts = null) =>
        attempts < 0 ? throw new InvalidSettingException(Flag, $"the number of attempts cannot be {attempts}") : new(Failure, attempts);

    /// <summary>Parses the value of <c>--restart</c>.</summary>
    /// <exception cref="InvalidSettingException">The policy does not exist.</exception>
    public static RestartPolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "no" or "always" or "unless-stopped" or Failure => new(text),
            _ when text.StartsWith($"{Failure}:", StringComparison.Ordinal)
                && int.TryParse(text.AsSpan(Failure.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var attempts) => OnFailure(attempts),
            _ => throw new InvalidSettingException(Flag, $"the policy '{text}' does not exist; use no, always, unless-stopped, on-failure or on-failure:N"),
        };
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new(Attempts is { } attempts ? $"{Name}:{attempts.ToString(CultureInfo.InvariantCulture)}" : Name);

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();
}
