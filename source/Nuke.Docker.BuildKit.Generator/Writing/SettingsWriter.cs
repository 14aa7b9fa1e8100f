using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Writes the settings record of a command: a property for each flag and positional, and their rendering.</summary>
internal static class SettingsWriter
{
    public static void Write(CodeWriter code, Command command)
    {
        var parent = command.Tool.Globals.Count > 0 ? command.Tool.BaseName : "DockerSettings";
        Head(code)
            .Line(XmlDoc.Summary($"<c>{command.Line}</c> ({command.Tool.Tool} {command.Since}). {XmlDoc.Text(command.Doc)}"))
            .Line($"[CliCommand({CSharp.Literal(command.Line)}, {CSharp.Literal(command.Since)}{Last(command.Last)})]")
            .Open($"public sealed partial record {command.SettingsName} : {parent}<{command.SettingsName}>");

        foreach (var flag in command.Flags)
            Property(code, flag, command.Tool);

        foreach (var positional in command.Positionals)
        {
            code.Gap()
                .Line(XmlDoc.Summary($"<c>{XmlDoc.Escape(positional.Usage)}</c>. {XmlDoc.Text(positional.Doc)}"))
                .Line($"public {CSharp.TypeOf(positional)}? {positional.Name} {{ get; init; }}");
        }

        WriteRender(code, command);
        code.Close();
    }

    public static CodeWriter Head(CodeWriter code) => code
        .Line("using System.Collections.Immutable;")
        .Line("using System.Diagnostics.Contracts;")
        .Line("using Nuke.Docker.BuildKit.Commands.Arguments;")
        .Line("using Nuke.Docker.BuildKit.Commands.Internal;")
        .Line("using Nuke.Docker.BuildKit.Text;")
        .Line()
        .Line("namespace Nuke.Docker.BuildKit.Commands;")
        .Line();

    public static void Property(CodeWriter code, Flag flag, ToolSpecification tool)
    {
        code.Gap().Line(XmlDoc.Of(flag, tool.Tool));
        if (flag.Deprecated is { } instead)
            code.Line($"[Obsolete({CSharp.Literal(instead)})]");
        code.Line($"[CliFlag({CSharp.Literal(flag.Name)}, {CSharp.Literal(flag.Since)}{Last(flag.Last)})]")
            .Line($"public {CSharp.TypeOf(flag)}? {flag.PropertyName} {{ get; init; }}");
    }

    private static string Last(string? version) => version is null ? "" : $", Last = {CSharp.Literal(version)}";

    // The tool's global flags are rendered between its name and the command: docker compose --file x.yml up --detach.
    private static void WriteRender(CodeWriter code, Command command)
    {
        var words = command.Name.Split(' ').Select(CSharp.Literal).ToList();
        var globals = command.Tool.Globals;
        var head = command.Tool.Words.Select(CSharp.Literal).Concat(globals.Count > 0 ? [] : words);
        code.Gap().Line("/// <inheritdoc/>")
            .Line($"protected override IReadOnlyList<string> Command => [{string.Join(", ", head)}];")
            .Line()
            .Line("/// <inheritdoc/>")
            .Open("private protected override void Render(ArgumentListBuilder _)");
        if (globals.Count > 0)
            code.Line("RenderGlobals(_);");
        foreach (var word in globals.Count > 0 ? words : [])
            code.Line($"_.Positional({word});");
        foreach (var flag in command.Flags)
            code.Line(Render(flag));
        for (var i = 0; i < command.Positionals.Count; i++)
            code.Line(Render(command.Positionals[i], i > 0 && command.Positionals[i - 1] is { Optional: true } before ? before : null));
        code.Close();
    }

    public static string Render(Flag flag) => flag.Shape switch
    {
        FlagShape.CsvList => $"_.CsvFlag({CSharp.Literal(flag.Name)}, {flag.PropertyName});",
        FlagShape.Enumeration => $"_.Flag({CSharp.Literal(flag.Name)}, {flag.PropertyName}?.ToValue());",
        _ => $"_.Flag({CSharp.Literal(flag.Name)}, {flag.PropertyName});",
    };

    private static string Render(Positional positional, Positional? optionalBefore)
    {
        if (positional.Render is { } member)
            return $"_.Positional({member});";
        var verb = positional.Rest ? "Rest" : positional.Repeat ? "Operands" : "Operand";
        var optional = positional.Optional ? ", optional: true" : "";
        var after = positional.Optional && optionalBefore is not null ? $", after: {optionalBefore.Name}" : "";
        return $"_.{verb}({CSharp.Literal(positional.Usage)}, {positional.Name}{optional}{after});";
    }
}
