using System.Reflection;

namespace Nuke.Common.Utilities;

public static class ExceptionExtensions
{
    /// <summary>The exception that a task or a reflection call has wrapped; one that gathers several stays as it is.</summary>
    public static Exception Unwrap(this Exception exception) => exception switch
    {
        AggregateException { InnerExceptions.Count: 1 } aggregate => aggregate.InnerExceptions[0].Unwrap(),
        TargetInvocationException { InnerException: { } inner } => inner.Unwrap(),
        TypeInitializationException { InnerException: { } inner } => inner.Unwrap(),
        _ => exception,
    };
}
