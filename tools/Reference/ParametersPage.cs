namespace Reference;

/// <summary>The page about parameters.</summary>
internal static class ParametersPage
{
    public static string Write(ComponentSurface surface)
    {
        var page = new MarkdownPage("Parameters")
            .Paragraph(
                "Set a parameter on the command line (`--docker-attempts 3`), as an environment variable of the same name (`DockerAttempts`), "
                + "or in `.nuke/parameters.json`. Some have a short name as well (`--image` for `--docker-image`). "
                + "Parameters are grouped by the component that declares them. "
                + "How they are checked: [Parameters](../parameters.md).");
        foreach (var component in surface.Parameters.GroupBy(parameter => parameter.Component))
        {
            page.Heading(component.Key.Name)
                .Paragraph($"Read by {string.Join(", ", Readers(surface, component))}.")
                .Table(["Parameter", "Values", "Default", "Description"], component.Select(Row));
        }

        return page.ToString();
    }

    private static IEnumerable<string> Readers(ComponentSurface surface, IEnumerable<ParameterInfo> parameters) => surface.Targets
        .Where(target => parameters.Any(parameter => target.Reads.Contains(parameter.Name)))
        .Select(target => $"[`{target.Name}`](targets.md#{target.Name.ToLowerInvariant()})");

    private static string[] Row(ParameterInfo parameter) =>
        [string.Join(", ", parameter.Flags.Select(flag => $"`{flag}`")), parameter.Values, parameter.Default, MarkdownPage.Sentence(parameter.Description)];
}
