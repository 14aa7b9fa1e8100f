using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>
/// A policy for the sources of a build: <c>--policy</c>. Strings convert implicitly. Without a policy, buildx uses <c>Dockerfile.rego</c> next to the
/// Dockerfile.
/// </summary>
public sealed record BuildPolicy : IArgumentValue
{
    private const string Flag = "--policy";
    private static readonly string[] s_levels = ["panic", "fatal", "error", "warn", "warning", "info", "debug", "trace"];

    /// <summary><c>filename</c>: Rego files; empty for none.</summary>
    public ImmutableList<string> FileNames { get; init; } = [];

    /// <summary><c>reset</c>: drops earlier policies, including the one next to the Dockerfile; <c>null</c> is <c>false</c>.</summary>
    public bool? Reset { get; init; }

    /// <summary><c>disabled</c>: applies no policy; <c>null</c> is <c>false</c>.</summary>
    public bool? Disabled { get; init; }

    /// <summary><c>strict</c>: fails if the builder cannot enforce policies; <c>null</c> is <c>false</c>.</summary>
    public bool? Strict { get; init; }

    /// <summary><c>log-level</c> of the evaluation, such as <c>debug</c>; <c>null</c> leaves it to buildx.</summary>
    public string? LogLevel { get; init; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator BuildPolicy(string text) => Parse(text);

    /// <summary>Parses the value of <c>--policy</c>.</summary>
    /// <exception cref="InvalidSettingException">buildx does not support an attribute or a value.</exception>
    public static BuildPolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fields = CsvReader.Fields(text, Flag);
        // The only attribute that can be repeated.
        bool IsFile(string field) => field.StartsWith("filename=", StringComparison.OrdinalIgnoreCase);
        var attributes = FlagAttributes.Of(fields.Where(field => !IsFile(field)), Flag);
        var policy = new BuildPolicy
        {
            FileNames = [.. fields.Where(IsFile).Select(field => field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..])],
            Reset = attributes.Bool("reset"),
            Disabled = attributes.Bool("disabled"),
            Strict = attributes.Bool("strict"),
            LogLevel = attributes.Text("log-level"),
        };
        attributes.End();
        policy.Check();
        return policy;
    }

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        Check();
        return FileNames.Aggregate(new CsvWriter(), (csv, file) => csv.Add("filename", file))
            .Add("reset", Reset)
            .Add("disabled", Disabled)
            .Add("strict", Strict)
            .Add("log-level", LogLevel)
            .ToArgument();
    }

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();

    private void Check()
    {
        if (FileNames.Contains("", StringComparer.Ordinal))
            throw new InvalidSettingException($"{Flag}, filename", "must not be empty");
        if (LogLevel is not null && !s_levels.Contains(LogLevel, StringComparer.OrdinalIgnoreCase))
            throw new InvalidSettingException($"{Flag}, log-level", $"'{LogLevel}' is not allowed; use {string.Join(", ", s_levels)}");
        if (FileNames.IsEmpty && (Reset, Disabled, Strict, LogLevel) == (null, null, null, null))
            throw new InvalidSettingException(Flag, "the policy is empty; set a filename, reset, disabled, strict or log-level");
    }
}
