using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Options of a builder's driver, <c>key=value[,key=value]</c>: <c>--driver-opt</c>. Strings convert implicitly.</summary>
public sealed record DriverOption : IArgumentValue
{
    private const string Flag = "--driver-opt";

    /// <summary>Creates an option; a value with commas is quoted.</summary>
    public DriverOption(string key, string value)
        : this([(Required.Text(key, $"{Flag} key"), value)])
    {
    }

    private DriverOption(ImmutableArray<(string Key, string Value)> options) => Options = options;

    /// <summary>Options in the order in which they were set. The supported options depend on the driver.</summary>
    public ImmutableArray<(string Key, string Value)> Options { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator DriverOption(string text) => Parse(text);

    /// <summary>Parses the value of <c>--driver-opt</c>.</summary>
    /// <exception cref="InvalidSettingException">The text is not a comma-separated list of <c>key=value</c>.</exception>
    public static DriverOption Parse(string text) => new([.. CsvReader.Fields(text, Flag)
        .Select(field => field.Split('=', 2) is [{ Length: > 0 } key, var value]
        ? (key, value)
        : throw new InvalidSettingException(
            Flag,
            $"'{field}' is not of the form key=value, such as network=host; quote a whole field that contains a comma: \"key=a,b\""))]);

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        var csv = new CsvWriter();
        csv.AddRaw(Options);
        return csv.ToArgument();
    }

    /// <summary>The flag's value; values that name a secret are redacted.</summary>
    public override string ToString() => ToArgument().ToString();
}
