using System.Globalization;
using Nuke.Docker.BuildKit.Commands.Arguments.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Commands.Arguments;

/// <summary>Collects arguments. <c>null</c> adds nothing; an empty value is added as empty.</summary>
/// <param name="redactor">Redacts secret values in the shown arguments.</param>
/// <param name="carried">Names of build arguments whose values are variables of the process. <c>null</c>: none.</param>
internal sealed class ArgumentListBuilder(Redactor redactor, IEnumerable<string>? carried = null)
{
    private readonly List<Argument> _arguments = [];
    private readonly HashSet<string> _carried = new(carried ?? [], StringComparer.Ordinal);

    /// <summary>Adds a positional argument.</summary>
    public ArgumentListBuilder Positional(string? value) => value is null ? this : Add(new Argument(value));

    /// <summary><c>true</c> adds <c>--flag</c>; <c>false</c> adds <c>--flag=false</c>, which also undoes a default or an alias.</summary>
    public ArgumentListBuilder Flag(string flag, bool? value) => value switch
    {
        true => Add(new Argument(flag) { IsFlag = true }),
        false => Add(new Argument($"{flag}=false") { IsFlag = true }),
        null => this,
    };

    /// <summary>Adds <c>--flag value</c>.</summary>
    public ArgumentListBuilder Flag(string flag, string? value) => value is null ? this : Add(flag, new Argument(value));

    /// <summary>Adds a number.</summary>
    public ArgumentListBuilder Flag(string flag, long? value) => Flag(flag, value?.ToString());

    /// <summary>Adds a size as the exact number of bytes.</summary>
    /// <exception cref="InvalidSettingException">The size is less than 0. Only swap may be -1, which is unlimited.</exception>
    public ArgumentListBuilder Flag(string flag, ByteSize? value) => value is { Bytes: < 0 } && (flag != "--memory-swap" || value.Value.Bytes != -1)
        ? throw new InvalidSettingException(flag, $"a size cannot be {value}")
        : Flag(flag, value?.ToString());

    /// <summary>Adds a number with a decimal point, independent of the culture.</summary>
    public ArgumentListBuilder Flag(string flag, decimal? value) => Flag(flag, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a duration as Go writes it: <c>1h2m3.5s</c>.</summary>
    public ArgumentListBuilder Flag(string flag, TimeSpan? value) =>
        Flag(flag, value is { } duration ? GoDuration.Format(duration) : null);

    /// <summary>Adds a structured value.</summary>
    public ArgumentListBuilder Flag(string flag, IArgumentValue? value) => value is null ? this : Add(flag, value.ToArgument());

    /// <summary>Adds a value in the short form of flags that name its type, such as <c>--provenance</c>.</summary>
    internal ArgumentListBuilder Flag(string flag, IShorthandValue? value) => Flag(flag, value?.ToShorthand());

    /// <summary>Repeats the flag for each value.</summary>
    public ArgumentListBuilder Flag(string flag, IReadOnlyList<string>? values) => Each(values, value => Flag(flag, value));

    /// <summary>Repeats the flag for each structured value.</summary>
    public ArgumentListBuilder Flag<T>(string flag, IReadOnlyList<T>? values)
        where T : IArgumentValue => Each(values, value => Flag(flag, value));

    /// <summary>Repeats the flag with <c>key=value</c>; a <c>null</c> value writes the key alone, which takes the value from the environment.</summary>
    public ArgumentListBuilder Flag(string flag, IReadOnlyDictionary<string, string?>? values) =>
        Each(values, pair => Flag(flag, pair.Value is null || (flag == "--build-arg" && _carried.Contains(pair.Key)) ? pair.Key : $"{pair.Key}={pair.Value}"));

    /// <summary>Repeats the flag, each value quoted as one field: for flags that split their value at commas.</summary>
    public ArgumentListBuilder CsvFlag(string flag, IReadOnlyList<string>? values) =>
        Each(values, value => Add(flag, new CsvWriter().Add(value).ToArgument()));

    /// <summary>The arguments collected so far.</summary>
    public ArgumentList ToArgumentList() => new(_arguments);

    private ArgumentListBuilder Each<T>(IEnumerable<T>? values, Action<T> add)
    {
        foreach (var value in values ?? [])
            add(value);
        return this;
    }

    private ArgumentListBuilder Add(string flag, Argument value) => Add(new Argument(flag) { IsFlag = true }).Add(value);

    private ArgumentListBuilder Add(Argument argument)
    {
        if (argument.Value.Contains('\0', StringComparison.Ordinal))
        {
            var flag = _arguments.Count > 0 ? _arguments[^1].ToString() : "the first argument";
            throw new InvalidSettingException(flag, "a value contains a NUL character, which cannot be passed to a process");
        }

        var shown = argument.ToString();
        var display = redactor.Redact(shown);
        _arguments.Add(ReferenceEquals(display, shown) ? argument : argument with { Display = display });
        return this;
    }
}
