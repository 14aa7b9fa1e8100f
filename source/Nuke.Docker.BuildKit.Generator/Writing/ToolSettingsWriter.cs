using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Writes the base of all settings of a tool with global flags, and the verbs of those flags.</summary>
internal static class ToolSettingsWriter
{
    public static void Write(CodeWriter code, ToolSpecification tool)
    {
        var line = string.Join(" ", ["docker", .. tool.Words]);
        SettingsWriter.Head(code)
            .Line(XmlDoc.Summary($"Flags of <c>{line}</c> that are rendered before its commands."))
            .Line("/// <typeparam name=\"TSelf\">The settings record itself.</typeparam>")
            .Open($"public abstract record {tool.BaseName}<TSelf> : DockerSettings<TSelf> where TSelf : {tool.BaseName}<TSelf>");
        foreach (var flag in tool.Globals)
            SettingsWriter.Property(code, flag, tool);
        code.Gap()
            .Line(XmlDoc.Summary("Adds these flags to the arguments."))
            .Open("private protected void RenderGlobals(ArgumentListBuilder _)");
        foreach (var flag in tool.Globals)
            code.Line(SettingsWriter.Render(flag));
        code.Close().Close();

        code.Line()
            .Line(XmlDoc.Summary($"Fluent verbs of all settings of <c>{line}</c>. Each returns a changed copy of the same type."))
            .Open($"public static class {tool.BaseName}Extensions");
        foreach (var flag in tool.Globals)
            VerbsWriter.Write(code, $"{tool.BaseName}<T>", flag);
        code.Close();
    }
}
