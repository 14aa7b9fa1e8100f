using System.Reflection;
using System.Text.Json;
using Nuke.Common;
using Assert = NUnit.Framework.Assert;

namespace Nuke.Docker.BuildKit.Components.Tests.Parameters;

/// <summary>Enumerations of parameters are read by their names where a host reads <c>parameters.json</c> with System.Text.Json and no options.</summary>
public sealed class ParameterEnumSpecs
{
    private static IEnumerable<Type> Enumerations => typeof(IDockerBuild).Assembly.GetExportedTypes().Where(type => type.IsInterface)
        .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        .Where(property => property.IsDefined(typeof(ParameterAttribute)))
        .Select(property => Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
        .Where(type => type.IsEnum)
        .Distinct();

    [TestCaseSource(nameof(Enumerations))]
    public void A_name_is_read(Type type)
    {
        foreach (var name in Enum.GetNames(type))
            Assert.That(JsonSerializer.Deserialize($"\"{name}\"", type), Is.EqualTo(Enum.Parse(type, name)));
    }
}
