namespace Nuke.Docker.BuildKit.Text.Tests;

public class ByteSizeSpecs
{
    [TestCase("0", 0, 0)]
    [TestCase("512", 512, 512)]
    [TestCase("512b", 512, 512)]
    [TestCase("32kb", 32768, 32000)]
    [TestCase("32KiB", 32768, 32000)]
    [TestCase("32 K", 32768, 32000)]
    [TestCase("512m", 536870912, 512000000)]
    [TestCase("1.5GB", 1610612736, 1500000000)]
    [TestCase("405.4kB", 415129, 405400)]
    [TestCase(".5k", 512, 500)]
    [TestCase("1.", 1, 1)]
    [TestCase("2t", 2199023255552, 2000000000000)]
    public void One_word_means_two_sizes(string text, long binary, long @decimal)
    {
        Assert.That(ByteSize.ParseBinary(text).Bytes, Is.EqualTo(binary));
        Assert.That(ByteSize.ParseDecimal(text).Bytes, Is.EqualTo(@decimal));
    }

    [TestCase("")]
    [TestCase("m")]
    [TestCase("-5m")]
    [TestCase("5x")]
    [TestCase("5mbb")]
    [TestCase("5bk")]
    [TestCase("5  m")]
    [TestCase("1,5g")]
    [TestCase("0x10")]
    public void What_is_no_size_is_told_with_an_example(string text)
    {
        Assert.That(() => ByteSize.ParseBinary(text, "--shm-size"), Throws.TypeOf<InvalidSettingException>().With.Message.Contains("is not a size; write a number of bytes"));
    }

    [Test]
    public void What_no_64_bits_hold_is_refused()
    {
        Assert.That(() => ByteSize.ParseBinary("9000000p"), Throws.TypeOf<InvalidSettingException>().With.Message.Contains("8 EiB"));
    }

    [TestCase(0, "0B", "0B")]
    [TestCase(999, "999B", "999B")]
    [TestCase(1000, "1000B", "1kB")]
    [TestCase(405400, "395.9KiB", "405.4kB")]
    [TestCase(1610612736, "1.5GiB", "1.611GB")]
    public void A_size_is_shown_as_docker_shows_it(long bytes, string binary, string @decimal)
    {
        var size = new ByteSize(bytes);

        Assert.That((size.ToBinary(), size.ToDecimal()), Is.EqualTo((binary, @decimal)));
    }
}
