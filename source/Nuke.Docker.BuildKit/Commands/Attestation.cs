using Nuke.Docker.BuildKit.Commands.Arguments.Internal;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>
/// A statement about an image, stored next to it: <c>--attest</c>. Strings convert implicitly. Of two with the same type buildx uses the last.
/// </summary>
public abstract record Attestation : IArgumentValue, IShorthandValue
{
    private const string Flag = "--attest";

    /// <summary><c>sbom</c> or <c>provenance</c>.</summary>
    public abstract string Type { get; }

    /// <summary><c>disabled</c> (bool, default <c>false</c>). Creates no attestation, not even the provenance that buildx adds by default.</summary>
    public bool? Disabled { get; init; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator Attestation(string text) => Parse(text);

    /// <summary>Parses the value of <c>--attest</c>.</summary>
    /// <exception cref="InvalidSettingException">The text is not a list of attributes, or BuildKit does not support the type.</exception>
    public static Attestation Parse(string text) => Read(FlagAttributes.Read(text, Flag));

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        var csv = new CsvWriter().Add("type", Type).Add("disabled", Disabled);
        Write(csv);
        return csv.ToArgument();
    }

    /// <summary>Returns the value for the flags <c>--provenance</c> and <c>--sbom</c>: attributes without the type, or <c>true</c> or <c>false</c>.</summary>
    public string ToShorthand()
    {
        if (Disabled is true)
            return "false";

        var csv = new CsvWriter();
        Write(csv);
        return csv.ToArgument().Value is { Length: > 0 } attributes ? attributes : "true";
    }

    /// <summary>The flag's value.</summary>
    public sealed override string ToString() => ToArgument().ToString();

    /// <summary>Adds the attributes that follow <c>type</c>.</summary>
    protected abstract void Write(CsvWriter _);

    /// <summary>Parses the value of <c>--provenance</c> or <c>--sbom</c>.</summary>
    private protected static Attestation ParseShorthand(string type, string text) => text switch
    {
        "1" or "t" or "T" or "true" or "TRUE" or "True" => Parse($"type={type}"),
        "0" or "f" or "F" or "false" or "FALSE" or "False" => Parse($"type={type},disabled=true"),
        _ => Parse($"type={type},{text}"),
    };

    private static Attestation Read(FlagAttributes _)
    {
        var type = _.Type();
        var attestation = ValueReader.ReadAttestation(type, _)
            ?? throw new InvalidSettingException($"{Flag} type", $"BuildKit does not support '{type}'; use sbom or provenance");
        _.End();
        return attestation;
    }
}
