using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>What to do with a Dockerfile, and how to tell it: <c>--call</c>; a method and a plain string convert to it.</summary>
/// <param name="Method">What to do.</param>
public sealed record BuildCall(CallMethod Method) : IArgumentValue
{
    private const string Flag = "--call";

    /// <summary><c>format</c>; <c>null</c> is <see cref="CallFormat.Text"/>.</summary>
    public CallFormat? Format { get; init; }

    /// <summary><c>ignorestatus</c>: exit code 0 even where a check found something; <c>null</c> is <c>false</c>.</summary>
    public bool? IgnoreStatus { get; init; }

    /// <summary>The method, told as text.</summary>
    public static implicit operator BuildCall(CallMethod method) => new(method);

    /// <inheritdoc cref="Parse"/>
    public static implicit operator BuildCall(string text) => Parse(text);

    /// <summary>Reads what stands after <c>--call</c>: a method, then attributes, as in <c>check,format=json</c>.</summary>
    /// <exception cref="InvalidSettingException">No method that BuildKit has, or an attribute that buildx doesn't know.</exception>
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
