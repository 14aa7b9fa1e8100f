using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Builds.Bake;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>Several builds as one bake: a target for each, all of them in the group <c>default</c>.</summary>
public sealed record BakePlan
{
    private BakePlan(ImmutableSortedDictionary<string, BuildxBuildSettings> builds) => Builds = builds;

    /// <summary>What is built, by target.</summary>
    public ImmutableSortedDictionary<string, BuildxBuildSettings> Builds { get; }

    /// <summary>The bake file. It holds no secrets, only where to find them.</summary>
    public BakeFile File => new()
    {
        Groups = ImmutableSortedDictionary.Create<string, BakeGroup>(StringComparer.Ordinal).Add("default", new BakeGroup([.. Builds.Keys.Select(BakeText.Of)])),
        Targets = Builds.ToImmutableSortedDictionary(build => build.Key, build => BakeTargetFactory.Create(build.Value), StringComparer.Ordinal),
    };

    /// <summary>A plan of builds that have their settings.</summary>
    /// <param name="builds">The images' names and their settings. Targets are called after the last part of the name.</param>
    [Pure]
    public static BakePlan Of(IEnumerable<(string Image, BuildxBuildSettings Settings)> builds)
    {
        ArgumentNullException.ThrowIfNull(builds);
        var plan = ImmutableSortedDictionary.Create<string, BuildxBuildSettings>(StringComparer.Ordinal);
        foreach (var (image, settings) in builds)
            plan = plan.Add(TargetName(image, plan.ContainsKey), settings);
        return new BakePlan(plan);
    }

    /// <summary>A plan of images by what they are alone: tags, arguments, contexts, platforms and secrets, without any cache.</summary>
    /// <param name="images">The images.</param>
    /// <param name="rootDirectory">Where relative paths are meant from, and the context of images that name none; null: the working directory.</param>
    [Pure]
    public static BakePlan Of(IEnumerable<DockerImage> images, string? rootDirectory = null) =>
        Of(images.Select(image => (image.Name, image.ToBuildSettings(rootDirectory))));

    /// <summary>The command for this plan.</summary>
    /// <param name="path">Where <see cref="File"/> was written to.</param>
    /// <exception cref="InvalidSettingException">Builds that name different builders, folders or forms of progress: one bake has one of each.</exception>
    [Pure]
    public BuildxBakeSettings ToSettings(string path)
    {
        var builds = Builds.Values.ToList();
        return new BuildxBakeSettings
        {
            File = [path],
            WorkingDirectory = One("the working directory", build => build.WorkingDirectory),
            Builder = One("--builder", build => build.Builder),
            Progress = One("--progress", build => build.Progress),
            // Whoever wrote the settings wrote the file: bake need not ask them whether they trust it.
            Allow = builds.SelectMany(Entitlements).Distinct().Select(entitlement => (BakeAccess)entitlement).ToImmutableList() is { IsEmpty: false } entitlements ? entitlements : null,
            EnvironmentVariables = KeyValues.None
                .SetItem("BUILDX_BAKE_ENTITLEMENTS_FS", "0")
                .SetItems(builds.SelectMany(build => build.EnvironmentVariables ?? KeyValues.None)),
            SecretEnvironmentVariables = KeyValues.NoSecrets
                .SetItems(builds.SelectMany(build => build.SecretEnvironmentVariables ?? KeyValues.NoSecrets))
                .SetItems(builds.SelectMany(build => build.Secret ?? []).Select(secret => secret.CarriedVariable).OfType<KeyValuePair<string, string>>()),
        };
    }

    private T? One<T>(string setting, Func<BuildxBuildSettings, T?> value)
    {
        var given = Builds.Where(build => value(build.Value) is not null).DistinctBy(build => value(build.Value)).ToList();
        return given.Count < 2 ? given.Select(build => value(build.Value)).FirstOrDefault() : throw new InvalidSettingException(
            setting, $"{given[0].Key} has {value(given[0].Value)} and {given[1].Key} has {value(given[1].Value)}, but one bake has one for all; give them the same, or build them one by one");
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
