using System.Globalization;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>A limit for the processes of <c>RUN</c>, <c>name=soft[:hard]</c>. Strings convert implicitly.</summary>
/// <param name="Name">Name of the limit as in <c>getrlimit</c>, in lower case: <c>nofile</c>, <c>nproc</c>.</param>
/// <param name="Soft">-1 is unlimited.</param>
/// <param name="Hard"><c>null</c> is the same as <paramref name="Soft"/>; -1 is unlimited.</param>
public sealed record Ulimit(string Name, long Soft, long? Hard = null) : IArgumentValue
{
    private const string Flag = "--ulimit";

    private static readonly string[] s_names =
    [
        "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime", "sigpending", "stack",
    ];

    /// <inheritdoc cref="Parse"/>
    public static implicit operator Ulimit(string text) => Parse(text);

    /// <summary>Parses the value of <c>--ulimit</c>.</summary>
    /// <exception cref="InvalidSettingException">The form is invalid, the limit does not exist, or the soft limit is above the hard limit.</exception>
    public static Ulimit Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('=', 2);
        var limits = parts.ElementAtOrDefault(1)?.Split(':');
        if (limits is not { Length: 1 or 2 } || !TryRead(limits[0], out var soft) || !TryRead(limits[^1], out var hard))
            throw new InvalidSettingException(Flag, $"'{text}' is not of the form name=soft or name=soft:hard, such as nofile=1024:2048; -1 is unlimited");

        var limit = new Ulimit(parts[0], soft, limits.Length == 2 ? hard : null);
        limit.Check();
        return limit;
    }

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        Check();
        return new(Hard is null ? $"{Name}={Soft}" : $"{Name}={Soft}:{Hard}");
    }

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();

    private static bool TryRead(string text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private void Check()
    {
        if (!s_names.Contains(Name, StringComparer.Ordinal))
            throw new InvalidSettingException($"{Flag} {Name}", $"the limit does not exist. {NearestNames.Sentence(Name ?? "", s_names)}");
        if (Hard is { } hard and not -1 && (Soft == -1 || Soft > hard))
            throw new InvalidSettingException($"{Flag} {Name}", $"the soft limit {(Soft == -1 ? "(unlimited)" : Soft)} is above the hard limit {hard}");
    }
}
