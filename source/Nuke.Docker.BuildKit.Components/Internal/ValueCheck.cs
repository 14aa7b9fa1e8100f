using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Mounts;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Checks the value of a parameter by its type, its <see cref="RangeAttribute"/>, and what reads it later.</summary>
internal static class ValueCheck
{
    // Throw InvalidSettingException. The messages of --secret and --build-arg don't repeat the text, which may be a secret.
    private static readonly Dictionary<string, Action<string>> s_readers = new(StringComparer.Ordinal)
    {
        [nameof(IHazDockerCache.DockerCache)] = text => CacheStrategy.Parse(text),
        [nameof(IHazDockerCache.DockerCacheLimit)] = text => ByteSize.ParseDecimal(text, "--docker-cache-limit"),
        [nameof(IDockerCacheMounts.DockerCacheMounts)] = text => CacheMountsPlace.Parse(text),
        [nameof(IDockerCacheMounts.DockerCacheMountsLimit)] = text => ByteSize.ParseDecimal(text, "--docker-cache-mounts-limit"),
        [nameof(IDockerBuild.DockerPlatform)] = text => _ = new Platform(text),
        [nameof(IDockerBuild.DockerBuildArg)] = text => ParameterSettings.BuildArg(text),
        [nameof(IDockerBuild.DockerBuildContext)] = text => NamedContext.Parse(text),
        [nameof(IDockerBuild.DockerSecret)] = text => ParameterSettings.Secret(text),
    };

    /// <summary>Returns what is wrong and what would be right; <c>null</c> if nothing is.</summary>
    public static string? Problem(ComponentParameter parameter, GivenValue given)
    {
        var type = parameter.Property.PropertyType;
        var subject = given.Flag + given.Origin;
        if (type.IsArray)
            return ProblemOfList(parameter, given, subject);

        return given.Texts.Count switch
        {
            0 when Underlying(type) == typeof(bool) => null,
            0 => $"{subject} needs a value{Allowed(type)}",
            1 => ProblemOf(given.Texts[0], parameter, subject),
            var count => $"{subject} takes one value and was given {count}{(Underlying(type) == typeof(bool) ? ". Targets come before all parameters." : ".")}",
        };
    }

    private static string? ProblemOfList(ComponentParameter parameter, GivenValue given, string subject)
    {
        if (!given.IsList)
            return $"{subject} takes a list: write it in brackets.";
        if (given.Texts.Count == 0)
            return given.Origin.Length > 0 ? null : $"{subject} needs at least one value.";
        return given.Texts.Select(text => ProblemOf(text, parameter, subject)).FirstOrDefault(problem => problem is not null);
    }

    private static string? ProblemOf(string text, ComponentParameter parameter, string subject)
    {
        var type = Underlying(parameter.Property.PropertyType);
        if (type == typeof(bool))
            return bool.TryParse(text, out _) ? null : $"{subject} cannot be '{text}': write true or false. Targets come before all parameters.";
        if (type.IsEnum)
            return type.GetEnumNames().Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"{subject} cannot be '{text}'{Allowed(type)}";
        if (type == typeof(int))
            return ProblemOfNumber(text, parameter.Property, subject);
        if (string.IsNullOrWhiteSpace(text))
            return $"{subject} is empty.";
        return ProblemOfText(text, parameter);
    }

    private static string? ProblemOfNumber(string text, PropertyInfo property, string subject)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return $"{subject} cannot be '{text}': write a whole number.";
        return property.GetCustomAttribute<RangeAttribute>() is { } range && !range.IsValid(number)
            ? $"{subject} cannot be {text}: write a number from {range.Minimum} to {range.Maximum}."
            : null;
    }

    private static string? ProblemOfText(string text, ComponentParameter parameter)
    {
        if (!s_readers.TryGetValue(parameter.Property.Name, out var read))
            return null;
        try
        {
            read(text);
            return null;
        }
        catch (InvalidSettingException failure)
        {
            return failure.Message;
        }
    }

    private static string Allowed(Type type) =>
        Underlying(type) is { IsEnum: true } names ? $": write {string.Join(", ", names.GetEnumNames().Select(name => name.ToLowerInvariant()))}." : ".";

    private static Type Underlying(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
