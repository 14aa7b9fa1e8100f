using Nuke.Common.Execution;
using Nuke.Common.Logging;
using Nuke.Common.Parameters;
using Nuke.Common.Utilities;

namespace Nuke.Common.Output;

/// <summary>Writes the output of <c>--help</c>.</summary>
internal static class HelpText
{
    private const int Width = 90;

    public static void Write(NukeBuild build, IReadOnlyList<ParameterMember> parameters, BuildConsole console)
    {
        console.WriteLine("Targets (with their direct dependencies):");
        console.WriteLine();
        WriteTargets(build, console);
        console.WriteLine();

        var own = parameters.Where(x => x.Listed).Select(x => new Entry(x.Flag, Describe(x))).ToList();
        var defaults = build.ExecutableTargets.Where(x => x.IsDefault).Select(x => x.Name).JoinCommaSpace();
        var host = HostParameters.All
            .Where(x => x.Name != HostParameters.Partition)
            .Select(x => new Entry(x.Flag, x.Description.Replace("{default_target}", defaults.Length > 0 ? defaults : "<none>", StringComparison.Ordinal)))
            .ToList();
        var column = Summary.Longest(own.Concat(host).Select(x => x.Flag));
        console.WriteLine("Parameters:");
        console.WriteLine();
        own.ForEach(x => WriteParameter(x, column, console));
        if (own.Count > 0)
            console.WriteLine();
        host.ForEach(x => WriteParameter(x, column, console));
    }

    private static void WriteTargets(NukeBuild build, BuildConsole console)
    {
        var listed = build.ExecutableTargets.Where(x => x.Listed).ToList();
        var column = Summary.Longest(listed.Select(Title));
        foreach (var target in listed)
        {
            var dependencies = target.ExecutionDependencies.Count > 0 ? $" -> {target.ExecutionDependencies.Select(x => x.Name).JoinCommaSpace()}" : "";
            console.WriteLine($"  {Title(target).PadRight(column)}{dependencies}".TrimEnd());
            if (!string.IsNullOrWhiteSpace(target.Description))
                console.WriteLine($"    {target.Description}", TextStyle.Muted);
        }
    }

    private static string Title(ExecutableTarget target) => target.IsDefault ? $"{target.Name} (default)" : target.Name;

    private static string Describe(ParameterMember parameter)
    {
        var text = parameter.Description ?? "<no description>";
        var values = ValueConverter.AllowedValues(ValueConverter.ElementType(parameter.Type) ?? parameter.Type);
        return values == null ? text : $"{text.TrimEnd('.')}: {values.JoinCommaOr()}";
    }

    private static void WriteParameter(Entry entry, int column, BuildConsole console)
    {
        var line = $"  {entry.Flag.PadRight(column)}  ";
        var indent = line.Length;
        foreach (var word in (entry.Text.TrimEnd('.') + ".").Split(' '))
        {
            if (line.Length + word.Length > Width && line.Length > indent)
            {
                console.WriteLine(line.TrimEnd());
                line = new string(' ', indent);
            }

            line += word + " ";
        }

        console.WriteLine(line.TrimEnd());
    }

    // A class: generic code over a tuple would have to be compiled at each start.
    private sealed record Entry(string Flag, string Text);
}
