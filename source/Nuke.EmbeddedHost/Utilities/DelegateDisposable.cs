namespace Nuke.Common.Utilities;

/// <summary>Runs an action when it is disposed.</summary>
public class DelegateDisposable : IDisposable
{
    private readonly Action? cleanup;

    private DelegateDisposable(Action? cleanup) => this.cleanup = cleanup;

    public static IDisposable CreateBracket(Action? setup = null, Action? cleanup = null)
    {
        setup?.Invoke();
        return new DelegateDisposable(cleanup);
    }

    public static IDisposable CreateBracket<T>(Func<T> setup, Action<T> cleanup)
    {
        var value = setup();
        return new DelegateDisposable(() => cleanup(value));
    }

    public void Dispose() => cleanup?.Invoke();
}
