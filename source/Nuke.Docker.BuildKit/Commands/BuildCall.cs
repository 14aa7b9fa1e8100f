using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Action for a Dockerfile and its output format: <c>--call</c>. Methods and strings convert implicitly.</summary>
/// <param name="Method">Action.</param>
public sealed record BuildCall(CallMethod Method) : IArgumentValue
{
    private const string Flag = "--call";

    /// <summary><c>format</c>; <c>null</c> is <see cref="CallFormat.Text"/>.</summary>
    public CallFormat? Format { get; init; }

    /// <summary><c>ignorestatus</c>: exit code 0 even if a check reports a finding; <c>null</c> is <c>false</c>.</summary>
    public bool? IgnoreStatus { get; init; }

    /// <summary>Converts a method, with text output.</summary>
    public static implicit operator BuildCall(CallMethod method) => new(method);

    /// <inheritdoc cref="Parse"/>
    public static implicit operator BuildCall(string text) => Parse(text);

    /// <summary>Parses the value of <c>--call</c>: a method, then attributes, as in <c>check,format=json</c>.</summary>
    /// <exception cref="InvalidSettingException">BuildKit does not support the method, or buildx does not support an attribute.</exception>
    public static BuildCall Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var fields = CsvReader.Fields(text, Flag);
        var attributes = FlagAttributes.Of([$"method={fields[0]}", .. fields.Skip(1)], Flag);
        var call = new BuildCall(attributes.Enum<CallMethod>("method") ?? CallMethod.Build)
        {
            Format = attributes.Enum<CallFormat>("format"),
            IgnoreStatus = attributes.Bool("ignorestatus"),
        };
        attributes.End();
        return call;
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new CsvWriter().Add(Method.ToValue()).Add("format", Format?.ToValue()).Add("ignorestatus", IgnoreStatus).ToArgument();

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();
}
