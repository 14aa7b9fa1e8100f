using System.Reflection;

namespace Nuke.Common.Utilities;

public static class ExceptionExtensions
{
    /// <summary>Returns the exception that a task or a reflection call has wrapped; one with several inner exceptions stays unchanged.</summary>
    public static Exception Unwrap(this Exception exception) => exception switch
    {
        AggregateException { InnerExceptions.Count: 1 } aggregate => aggregate.InnerExceptions[0].Unwrap(),
        TargetInvocationException { InnerException: { } inner } => inner.Unwrap(),
        TypeInitializationException { InnerException: { } inner } => inner.Unwrap(),
        _ => exception,
    };
}
