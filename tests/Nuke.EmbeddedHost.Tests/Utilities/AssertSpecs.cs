using Nuke.Common;

namespace Nuke.EmbeddedHost.Tests.Utilities;

public class AssertSpecs
{
    [Test]
    public void A_condition_that_does_not_hold_is_an_argument_exception()
    {
        Assert.That(() => Common.Assert.True(false, "must hold"), Throws.ArgumentException.With.Message.EqualTo("must hold"));
        Assert.That(() => ((string?)null).NotNull(), Throws.ArgumentException);
        Assert.That(() => ((int?)null).NotNull(), Throws.ArgumentException);
        Assert.That(((int?)3).NotNull(), Is.EqualTo(3));
    }

    [Test]
    public void A_failure_is_a_plain_exception()
        => Assert.That(() => Common.Assert.Fail("broken"), Throws.TypeOf<Exception>().With.Message.EqualTo("broken"));

    [Test]
    public void The_last_attempt_fails_as_a_whole()
    {
        var attempts = 0;

        Assert.That(
            () => ControlFlow.ExecuteWithRetry(() => throw new IOException($"broken {++attempts}"), logAction: _ => { }),
            Throws.TypeOf<Exception>().With.Message.Contain("broken 3").And.InnerException.TypeOf<IOException>());
        Assert.That(() => ControlFlow.ExecuteWithRetry(() => { }, retryAttempts: 0), Throws.ArgumentException);
    }

    [Test]
    [Difference]
    public void A_cancellation_is_not_tried_again()
    {
        var attempts = 0;

        var run = () => ControlFlow.ExecuteWithRetry(() =>
        {
            attempts++;
            throw new OperationCanceledException();
        });

        Assert.That(run, Throws.TypeOf<OperationCanceledException>());
        Assert.That(attempts, Is.EqualTo(1));
    }

    [Test]
    public void A_suppressed_error_gives_the_default()
        => Assert.That(ControlFlow.SuppressErrors(() => int.Parse("x"), 7, logWarning: false), Is.EqualTo(7));
}
