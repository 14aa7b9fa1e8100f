using System.Linq.Expressions;
using Nuke.Common.Parameters;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.Execution;

/// <summary>Checks, before anything runs, what the scheduled targets and the build's members require.</summary>
internal static class Requirements
{
    public static void Check(NukeBuild build, IEnumerable<ParameterMember> parameters)
    {
        foreach (var target in build.ScheduledTargets)
        {
            foreach (var requirement in target.DelegateRequirements)
                Check(build, target, requirement);
        }

        foreach (var parameter in parameters.Where(x => x.Required))
            Assert.False(IsMissing(parameter.Read(build)), $"{Describe(parameter)} is required.{HowToGive(parameter)}");
    }

    private static void Check(NukeBuild build, ExecutableTarget target, LambdaExpression requirement)
    {
        if (requirement is Expression<Func<bool>> condition)
        {
            Assert.True(ExpressionReader.Holds(condition), $"Target '{target.Name}' requires '{requirement.Body}'");
            return;
        }

        var member = ExpressionReader.Member(requirement);
        Assert.True(
            member.IsDefined(typeof(ValueInjectionAttributeBase), inherit: true),
            $"Target '{target.Name}' requires '{member.Name}', which no attribute injects");
        var parameter = new ParameterMember(member);
        Assert.False(IsMissing(parameter.Read(build)), $"Target '{target.Name}' requires {Describe(parameter)}.{HowToGive(parameter)}");
    }

    private static bool IsMissing(object? value) => value is null || (value is string text && string.IsNullOrWhiteSpace(text));

    private static string Describe(ParameterMember parameter)
        => parameter.Parameter == null ? $"a value for '{parameter.Name}'"
            : parameter.Description == null ? $"parameter {parameter.Flag}"
            : $"parameter {parameter.Flag} ({parameter.Description.TrimEnd('.')})";

    private static string HowToGive(ParameterMember parameter)
    {
        if (parameter.Parameter == null)
            return "";
        var variable = parameter.Flag[2..].Replace('-', '_').ToUpperInvariant();
        return $" Set it on the command line, as environment variable {variable}, or in .nuke/parameters.json.";
    }
}
