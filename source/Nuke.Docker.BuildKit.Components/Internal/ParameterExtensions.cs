using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>
/// Reads parameters that have a short name: <c>--image</c> for <c>--docker-image</c>. The host knows the full name alone. The short name isn't
/// read if the build class uses it for a parameter of its own.
/// </summary>
internal static class ParameterExtensions
{
    public static T? GetParameter<T>(this INukeBuild build, Expression<Func<T>> parameter)
        where T : class? => FindByShortName(build, parameter, typeof(T)) is T found ? found : build.TryGetValue(parameter);

    public static T? GetParameter<T>(this INukeBuild build, Expression<Func<object?>> parameter) =>
        FindByShortName(build, parameter, typeof(T)) is T found ? found : build.TryGetValue<T>(parameter);

    private static object? FindByShortName(INukeBuild build, LambdaExpression lambda, Type type)
    {
        var body = lambda.Body is UnaryExpression conversion ? conversion.Operand : lambda.Body;
        var parameter = new ComponentParameter((PropertyInfo)((MemberExpression)body).Member);
        if (parameter.Names.Count == 1 || ParameterSources.Of(build).Find(parameter) is not [var given] || given.Name == parameter.Name)
            return null;
        return ComponentParameter.IsForeign(given.Name, build.GetType()) ? null : Convert(given.Texts, Nullable.GetUnderlyingType(type) ?? type);
    }

    // The values have been checked: see ParameterProblems.
    private static object Convert(IReadOnlyList<string> texts, Type type) =>
        type.IsArray ? texts.ToArray()
        : type == typeof(bool) ? texts is [] || bool.Parse(texts[0])
        : type.IsEnum ? Enum.Parse(type, texts[0], ignoreCase: true)
        : texts[0];
}
