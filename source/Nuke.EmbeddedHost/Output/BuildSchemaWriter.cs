using System.Text.Json;
using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;

namespace Nuke.Common.Output;

/// <summary>Writes the schema in the shape NUKE gives it: JSON Schema draft 4, definitions first, then the build's own parameters.</summary>
internal sealed class BuildSchemaWriter(Utf8JsonWriter writer, NukeBuild build)
{
    public void Write(IReadOnlyList<ParameterMember> parameters)
    {
        var own = parameters.Where(x => x.Parameter != null).ToList();
        writer.WriteStartObject();
        writer.WriteString("$schema", "http://json-schema.org/draft-04/schema#");
        writer.WriteStartObject("definitions");
        WriteEnum(nameof(Host), HostDetection.Names.Order(StringComparer.Ordinal));
        var enums = own.Select(x => EnumOf(x.Type)).OfType<Type>().Where(x => x != typeof(Verbosity)).DistinctBy(x => x.Name);
        foreach (var type in enums.OrderBy(x => x.Name, StringComparer.Ordinal))
            WriteEnum(type.Name, type.GetEnumNames());
        WriteEnum(nameof(ExecutableTarget), TargetProperties.Of(build.GetType()).Select(TargetProperties.Name).Order(StringComparer.Ordinal));
        WriteEnum(nameof(Verbosity), typeof(Verbosity).GetEnumNames());
        WriteHostParameters();
        writer.WriteEndObject();

        writer.WriteStartArray("allOf");
        writer.WriteStartObject();
        writer.WriteStartObject("properties");
        own.ForEach(WriteParameter);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartObject();
        WriteReference(nameof(NukeBuild));
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteHostParameters()
    {
        writer.WriteStartObject(nameof(NukeBuild));
        writer.WriteStartObject("properties");
        foreach (var parameter in HostParameters.All)
        {
            writer.WriteStartObject(parameter.Name);
            var definition = parameter.Name is HostParameters.Host or HostParameters.Verbosity ? parameter.Name : null;
            if (definition == null)
                WriteType(parameter.Type);
            writer.WriteString("description", parameter.Description);
            if (definition != null)
                WriteReference(definition);
            if (parameter.Type.IsArray)
                WriteItems(() =>
                {
                    if (parameter.Name == HostParameters.Profile)
                        WriteType(typeof(string));
                    else
                        WriteReference(nameof(ExecutableTarget));
                });
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private void WriteParameter(ParameterMember parameter)
    {
        var element = ValueConverter.ElementType(parameter.Type);
        var definition = EnumOf(element ?? parameter.Type)?.Name;
        writer.WriteStartObject(parameter.Name);
        if (definition == null || element != null)
            WriteType(parameter.Type);
        if (parameter.Description is { } description)
            writer.WriteString("description", description.TrimEnd('.'));
        if (parameter.Secret)
            writer.WriteString("default", "Secrets must be entered via 'nuke :secrets [profile]'");

        if (element != null)
            WriteItems(() => WriteScalar(element, definition, parameter));
        else if (definition != null)
            WriteReference(definition);
        else
            WriteValues(parameter);
        writer.WriteEndObject();
    }

    private void WriteScalar(Type type, string? definition, ParameterMember parameter)
    {
        if (definition != null)
        {
            WriteReference(definition);
            return;
        }

        WriteType(type);
        WriteValues(parameter);
    }

    private void WriteValues(ParameterMember parameter)
    {
        if (parameter.ValueSet(build) is not { } values)
            return;
        writer.WriteStartArray("enum");
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private void WriteItems(Action content)
    {
        writer.WriteStartObject("items");
        content();
        writer.WriteEndObject();
    }

    private void WriteEnum(string name, IEnumerable<string> values)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "string");
        writer.WriteStartArray("enum");
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteReference(string definition) => writer.WriteString("$ref", $"#/definitions/{definition}");

    private void WriteType(Type type)
    {
        var underlying = Nullable.GetUnderlyingType(type);
        var name = ValueConverter.ElementType(type) != null ? "array" : Type.GetTypeCode(underlying ?? type) switch
        {
            TypeCode.Boolean => "boolean",
            TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => "integer",
            TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 => "integer",
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "number",
            _ => "string",
        };
        if (underlying == null)
        {
            writer.WriteString("type", name);
            return;
        }

        writer.WriteStartArray("type");
        foreach (var each in new[] { name, "null" }.Order(StringComparer.Ordinal))
            writer.WriteStringValue(each);
        writer.WriteEndArray();
    }

    private static Type? EnumOf(Type type)
    {
        type = ValueConverter.ElementType(type) ?? type;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsEnum ? type : null;
    }
}
