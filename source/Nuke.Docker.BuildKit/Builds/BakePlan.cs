using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>A bake of several builds, with a target for each. All targets belong to the group <c>default</c>.</summary>
public sealed record BakePlan
{
    private BakePlan(ImmutableSortedDictionary<string, BuildxBuildSettings> builds) => Builds = builds;

    /// <summary>The builds, by target.</summary>
    public ImmutableSortedDictionary<string, BuildxBuildSettings> Builds { get; }

    /// <summary>
    /// The bake file. It holds references to secrets, but not their values. A build argument that looks like a credential is a variable of the file,
    /// whose value <see cref="ToSettings"/> passes in the environment.
    /// </summary>
    public BakeFile File => new()
    {
        Groups = ImmutableSortedDictionary.Create<string, BakeGroup>(StringComparer.Ordinal)
            .Add("default", new BakeGroup([.. Builds.Keys.Select(BakeText.Of)])),
        Variables = Builds.SelectMany(build => Credentials(build.Key, build.Value))
            .ToImmutableSortedDictionary(credential => credential.Variable, _ => new BakeVariable(), StringComparer.Ordinal),
        Targets = Builds.ToImmutableSortedDictionary(
            build => build.Key,
            build => BakeTargetFactory.Create(build.Value, Variables(build)),
            StringComparer.Ordinal),
    };

    /// <summary>Creates a plan of builds.</summary>
    /// <param name="builds">The names of the images and their settings. A target is named after the last path segment of the image.</param>
    [Pure]
    public static BakePlan Of(IEnumerable<(string Image, BuildxBuildSettings Settings)> builds)
    {
        ArgumentNullException.ThrowIfNull(builds);
        var plan = ImmutableSortedDictionary.Create<string, BuildxBuildSettings>(StringComparer.Ordinal);
        foreach (var (image, settings) in builds)
            plan = plan.Add(TargetName(image, plan.ContainsKey), GitCredentials.Move(settings));
        return new BakePlan(plan);
    }

    /// <summary>Creates a plan of images with their tags, arguments, contexts, platforms and secrets, but without caches.</summary>
    /// <param name="images">The images.</param>
    /// <param name="rootDirectory">
    /// The folder that relative paths start from, and the context of images without one. <c>null</c>: the working directory.
    /// </param>
    [Pure]
    public static BakePlan Of(IEnumerable<DockerImage> images, string? rootDirectory = null) =>
        Of(images.Select(image => (image.Name, image.ToBuildSettings(rootDirectory))));

    /// <summary>Creates the settings of the bake.</summary>
    /// <param name="path">The path that <see cref="File"/> is written to.</param>
    /// <exception cref="InvalidSettingException">The builds have different builders, working directories or progress modes.</exception>
    [Pure]
    public BuildxBakeSettings ToSettings(string path)
    {
        var builds = Builds.Values.ToList();
        var entitlements = builds.SelectMany(Entitlements).Distinct().Select(entitlement => (BakeAccess)entitlement).ToImmutableList();
        return new BuildxBakeSettings
        {
            File = [path],
            WorkingDirectory = One("the working directory", build => build.WorkingDirectory),
            Builder = One("--builder", build => build.Builder),
            Progress = One("--progress", build => build.Progress),
            // The settings come from the build class, so that bake does not have to ask whether the file is trusted.
            Allow = entitlements.IsEmpty ? null : entitlements,
            EnvironmentVariables = KeyValues.None
                .SetItem("BUILDX_BAKE_ENTITLEMENTS_FS", "0")
                .SetItems(builds.SelectMany(build => build.EnvironmentVariables ?? KeyValues.None)),
            SecretEnvironmentVariables = KeyValues.NoSecrets
                .SetItems(builds.SelectMany(build => build.SecretEnvironmentVariables ?? KeyValues.NoSecrets))
                .SetItems(builds.SelectMany(build => build.Secret ?? []).Select(secret => secret.CarriedVariable).OfType<KeyValuePair<string, string>>())
                .SetItems(Builds.SelectMany(build => Credentials(build.Key, build.Value))
                    .Select(credential => KeyValuePair.Create(credential.Variable, credential.Value))),
        };
    }

    private static Func<string, string?> Variables(KeyValuePair<string, BuildxBuildSettings> build)
    {
        var variables = Credentials(build.Key, build.Value)
            .ToDictionary(credential => credential.Argument, credential => credential.Variable, StringComparer.Ordinal);
        return name => variables.GetValueOrDefault(name);
    }

    // Each target has its own variables, because two targets may give one argument different values.
    private static IEnumerable<(string Argument, string Variable, string Value)> Credentials(string target, BuildxBuildSettings build) =>
        from argument in build.BuildArg ?? KeyValues.None
        let value = argument.Value
        where value is not null && CredentialShapes.IsCredential(argument.Key, value)
        select (argument.Key, VariableOf(target, argument.Key), value!);

    private static string VariableOf(string target, string argument) =>
        $"BAKE_{string.Concat($"{target}_{argument}".Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_'))}";

    private T? One<T>(string setting, Func<BuildxBuildSettings, T?> value)
    {
        var given = Builds.Where(build => value(build.Value) is not null).DistinctBy(build => value(build.Value)).ToList();
        if (given.Count < 2)
            return given.Select(build => value(build.Value)).FirstOrDefault();
        var difference = $"{given[0].Key} has {value(given[0].Value)} and {given[1].Key} has {value(given[1].Value)}";
        throw new InvalidSettingException(setting, $"{difference}, but a bake has one for all builds; set the same value, or build the images one by one");
    }

    private static IEnumerable<Entitlement> Entitlements(BuildxBuildSettings build) =>
        build.Network == BuildNetwork.Host ? (build.Allow ?? []).Append(Entitlement.NetworkHost) : build.Allow ?? [];

    // Bake allows letters, digits, "-" and "_".
    private static string TargetName(string image, Func<string, bool> taken)
    {
        var name = new StringBuilder();
        foreach (var character in image[(image.LastIndexOf('/') + 1)..])
            name.Append(char.IsAsciiLetterOrDigit(character) || character is '-' or '_' ? character : '_');
        var unique = name.ToString();
        for (var number = 2; taken(unique); number++)
            unique = $"{name}-{number}";
        return unique;
    }
}
