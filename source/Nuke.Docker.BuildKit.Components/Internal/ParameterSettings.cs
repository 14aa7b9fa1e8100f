using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Applies the parameters of <see cref="IDockerBuild"/> to the settings.</summary>
internal static class ParameterSettings
{
    public static BuildxBuildSettings Apply(BuildxBuildSettings settings, IDockerBuild build)
    {
        foreach (var (name, value) in build.DockerBuildArg.Select(BuildArg))
            settings = settings.AddBuildArg(name, value);

        return settings
            .When(build.DockerNoCache, _ => _.EnableNoCache())
            .When(build.DockerPush, _ => _.EnablePush())
            .When(build.DockerPlatform.Length > 0, _ => _ with { Platform = [.. build.DockerPlatform.Select(name => new Platform(name))] })
            .AddBuildContext(build.DockerBuildContext.Select(NamedContext.Parse))
            .AddSecret(build.DockerSecret.Select(Secret))
            // Last: the output depends on whether the image is pushed.
            .When(build.DockerReproducible, _ => ReproducibleBuild.Apply(_, ReproducibleBuild.TimeOf(build.RootDirectory)));
    }

    /// <exception cref="InvalidSettingException">There is no name before the value.</exception>
    public static (string Name, string? Value) BuildArg(string text)
    {
        var parts = text.Split('=', 2);
        return parts[0].Trim().Length > 0
            ? (parts[0], parts.ElementAtOrDefault(1))
            : throw new InvalidSettingException("--build-arg", "takes NAME=value, or NAME for the environment's value");
    }

    /// <exception cref="InvalidSettingException">The text names no file and no variable.</exception>
    public static BuildSecret Secret(string text)
    {
        var fields = text.Split(',').Select(field => field.Split('=', 2)).ToLookup(
            parts => parts[0].Trim(),
            parts => parts.ElementAtOrDefault(1) ?? "",
            StringComparer.Ordinal);

        return (fields["id"].LastOrDefault(), fields["src"].LastOrDefault() ?? fields["source"].LastOrDefault(), fields["env"].LastOrDefault()) switch
        {
            ({ Length: > 0 } id, { Length: > 0 } file, null) => BuildSecret.FromFile(id, file),
            ({ Length: > 0 } id, null, { Length: > 0 } variable) => BuildSecret.FromEnvironment(id, variable),
            // The text may be the secret itself, typed in the wrong place: it isn't repeated.
            _ => throw new InvalidSettingException(
                "--secret",
                "takes id=NAME,src=FILE or id=NAME,env=VARIABLE; the value of a secret never stands on a command line."),
        };
    }
}
