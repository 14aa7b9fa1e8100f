using System.Linq.Expressions;
using System.Reflection;

namespace Nuke.Common.Execution;

/// <summary>Reads member and instance of <c>() => Member</c> directly: compiling the expression would take tens of milliseconds.</summary>
internal static class ExpressionReader
{
    public static MemberInfo Member(LambdaExpression expression) => Access(expression).Member;

    /// <summary>The object whose member it is; <c>null</c> for a static member.</summary>
    public static object? Target(LambdaExpression expression) => Value(Access(expression).Expression);

    /// <summary>Reads the member; anything else is interpreted.</summary>
    public static bool Holds(Expression<Func<bool>> condition)
        => condition.Body is MemberExpression access && Value(access) is bool value ? value : condition.Compile(preferInterpretation: true)();

    private static MemberExpression Access(LambdaExpression expression)
        => Unwrap(expression.Body) as MemberExpression
            ?? throw new ArgumentException($"'{expression}' must name a field or property");

    private static object? Value(Expression? expression) => Unwrap(expression) switch
    {
        null => null,
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } access => field.GetValue(Value(access.Expression)),
        MemberExpression { Member: PropertyInfo property } access => property.GetValue(Value(access.Expression)),
        var other => Expression.Lambda(other).Compile(preferInterpretation: true).DynamicInvoke(),
    };

    private static Expression? Unwrap(Expression? expression)
        => expression is UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.TypeAs } conversion ? Unwrap(conversion.Operand) : expression;
}
