using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class ServedKernelTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Theory]
    [InlineData("first")]
    [InlineData("second")]
    public async Task A_test_after_one_that_has_cost_the_kernel_its_life_has_a_fresh_one(string word)
    {
        Assert.Equal(word, (await kernel.RunAsync($"\"{word}\"")).Returned);
        KernelProcess mine = kernel.Process;
        mine.Kill();

        Assert.NotNull((await kernel.RunAsync("1")).Result.Death); // within a test nobody gets another
        Assert.Same(mine, kernel.Process);
    }
}
