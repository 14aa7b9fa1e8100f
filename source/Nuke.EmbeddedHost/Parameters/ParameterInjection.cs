using System.Linq.Expressions;
using System.Reflection;
using Nuke.Common.Execution;

namespace Nuke.Common.Parameters;

/// <summary>Sets the values of parameters: those of classes when the build starts, those of interfaces when they are read.</summary>
internal sealed class ParameterInjection(BuildSession session)
{
    private readonly Dictionary<(MemberInfo Member, Type Type), object?> values = [];
    private readonly Dictionary<MemberInfo, ParameterMember> members = [];

    public object? GetValue(LambdaExpression expression, Type type)
    {
        var member = ExpressionReader.Member(expression);
        lock (values)
        {
            if (values.TryGetValue((member, type), out var known))
                return known;
            var value = Of(member) is { Attribute: { } attribute } && attribute.GetType() != typeof(ParameterAttribute)
                ? GetByAttribute(attribute, member, ExpressionReader.Target(expression))
                : Resolve(member, type);
            return values[(member, type)] = value;
        }
    }

    /// <summary>Returns the value, or <c>null</c> if none was given.</summary>
    public object? Resolve(MemberInfo member, Type? type = null)
    {
        var parameter = Of(member);
        if (session.Sources.Find(parameter.Name) is not { } given)
            return null;
        if (parameter.Secret)
            Hide(parameter, given);
        return ValueConverter.Convert(given, type ?? parameter.Type, parameter.Separator, parameter.Flag);
    }

    /// <summary>Registers all secrets before the first line is logged, including those that an interface reads later.</summary>
    public void HideSecrets(IEnumerable<ParameterMember> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (parameter.Secret && session.Sources.Find(parameter.Name) is { } given)
                Hide(parameter, given);
        }
    }

    public void Inject(NukeBuild build, IEnumerable<ParameterMember> parameters, bool ofParameters)
    {
        foreach (var member in parameters)
        {
            if (member.OnInterface || ofParameters != (member.Attribute.GetType() == typeof(ParameterAttribute)))
                continue;
            member.Attribute.Build = build;
            if (member.Attribute.TryGetValue(member.Member, build) is { } value)
                member.Write(build, value);
            if (member.Secret && member.Read(build) is string secret)
                session.Secrets.Add(secret);
        }
    }

    private void Hide(ParameterMember parameter, GivenValue given)
    {
        session.Secrets.Add(given.Values);
        if (parameter.Separator is { } separator)
            session.Secrets.Add(given.Values.SelectMany(x => x.Split(separator)));
        if (given.InFile)
        {
            throw new ParameterException(
                $"'{parameter.Name}' is a secret and is given {given.Origin} as plain text, which NUKE doesn't read. Use an environment variable.");
        }
    }

    private static object? GetByAttribute(ValueInjection.ValueInjectionAttributeBase attribute, MemberInfo member, object? instance)
    {
        attribute.Build = (INukeBuild)instance!;
        return attribute.TryGetValue(member, instance!);
    }

    private ParameterMember Of(MemberInfo member) => members.TryGetValue(member, out var known) ? known : members[member] = new ParameterMember(member);
}
