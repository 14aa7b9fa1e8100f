using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Components.Internal;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Components.Tests;

public sealed class ImageSelectionSpecs
{
    private static readonly DockerImage[] s_images = [new("acme/base"), new("acme/bot"), new("other/api")];

    [Test]
    public void Without_a_name_all_images_are_built_in_their_order() =>
        Assert.That(ImageSelection.Select(s_images, []), Is.EqualTo(s_images));

    [TestCase("bot")]
    [TestCase("acme/bot")]
    public void An_image_answers_to_its_name_and_to_the_last_part_of_it(string name) =>
        Assert.That(ImageSelection.Select(s_images, [name]).Select(image => image.Name), Is.EqualTo(["acme/bot"]));

    [Test]
    public void The_order_is_the_build_class_s_also_for_several_names() =>
        Assert.That(ImageSelection.Select(s_images, ["api", "base"]).Select(image => image.ShortName), Is.EqualTo(["base", "api"]));

    [Test]
    public void A_name_that_does_not_exist_is_told_with_the_nearest_ones() =>
        Assert.That(
            () => ImageSelection.Select(s_images, ["bto"]),
            ThrowsFault.Of(DockerFaultKind.UnknownImage).With.Message.Contains("'bto'").And.Message.Contains("Did you mean bot?"));
}
