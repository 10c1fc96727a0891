using MiningGrid.Core.ProofOfWork;

namespace MiningGrid.Core.Tests.Blocks;

/// <summary>Transaction ids of real Bitcoin blocks with the merkle roots that their headers hold.</summary>
internal static class RealBlocks
{
    public static IReadOnlyList<RealBlock> All { get; } =
    [
        new(
            "000000000000000000c238240ef6dcb26c37e75e16514e6ffc0aef7eee73e747",
            "0200002087acaa164512f77292a407da8547a97c8cc20baa68854f0000000000000000009fcfae9476e32fcffb8c53de66013196057bdaa64663581878a0c78329bc8808b90ba759e93c011856400a57",
            "0888bc2983c7a07818586346a6da7b0596310166de538cfbcf2fe37694aecf9f",
            [
                Hash256.Parse("a08b40a5bc30b5538d51c6bf385b59bf8ae5dc8c151a772e9c25cd64547bb395"),
                Hash256.Parse("ef2346f36c2ddd6f54422bd400a417eb93b19f7a33a943ef2095da3f2acd46cb"),
                Hash256.Parse("7e45bdb875fe5fdd0d70150c51cad48ca63cc2c3844800da1f60ac1076f6961e"),
                Hash256.Parse("3c4545c7de09a0da71541dfb76802ce6584a29fc9e1d484b77c4c6589986fc39"),
                Hash256.Parse("1da503ed8a8dcd3724dcec7c9d4788f3adff0854a6d1ed0b4f555c210f5882da"),
                Hash256.Parse("247d3955fc50ffa645784655234d7a308bdde60262bf9b4d66eedea515e82fd2"),
                Hash256.Parse("90bdb35c8a11834c24cdc0b7df335130d257dfeaab6263535c024e57a2a18d8e"),
                Hash256.Parse("e5596b990f5f4872fd62e2bc4ae317a80ea43b31434c1b7ae6d73bf876e8dd24"),
                Hash256.Parse("6c6a2f0cc4b0d6d41fdf37f4172da4dbdcc5f1b066e43fbf0ff1446f82eb7993"),
                Hash256.Parse("e3e5c0d1526678fb1c646ee3d903716870b2c30eb4fc73aae25a173a5c6a0bd9"),
                Hash256.Parse("dcb0287611afbbd267db95e975fcd75cc09363a8375fd4991a37c1b6a7eed466"),
                Hash256.Parse("b1595bdae2aa8ce10eaebb0bd483d6bbf4a8935d552ed0ef8d9c294fbe049c6a"),
            ]),
        new(
            "00000000c269ad542ed9ac684cb5fa6df340d5feee0e040590225c7332b98fca",
            "00000020ecfeaa661502b9c6d8702db594f534ffa72ccc8a872237394e000000000000009999521bacc63267b6f03ca248113ebf9c08d2405add98649810bfdb848ac36f06758d57ffff001d0351b75d",
            "6fc38a84dbbf10986498dd5a40d2089cbf3e1148a23cf0b66732c6ac1b529999",
            [
                Hash256.Parse("37aa09ff0bbace23615c15b759a68020394b7662049d295e22331964cda3dd52"),
                Hash256.Parse("e467271dc37850d3aee0293d7474f80424a25d14da218582d0dfe02cf4070ee7"),
                Hash256.Parse("67b2c957dfed8117d4717c93a37d1f0b47401a7a4f9157563b479d5b0df5f2be"),
                Hash256.Parse("7280847bf51dfd753509f8cfc26a72c096010d83e97a90a317f1fd1fd9f3e2ff"),
                Hash256.Parse("1a8ce54e5855b4f19f93520397580dec7a0aeb51bf6d7c18f737bafba42239c7"),
                Hash256.Parse("20ef51c519405697987a2fcc2ac29a2226b750524b272443a5c17858bafc2932"),
                Hash256.Parse("4372f2bf6e86d42f767e8ae4e4ec9eebece4bffa3f77427ed0a08f7bdb069464"),
                Hash256.Parse("a0eb1f2b6b4e2d2557685d9d3b83e9ede1809940b9c62429a85a73d3177a1dfe"),
                Hash256.Parse("015357249cb4d6fcf44fa9b043f503361d63fbe27dadcdf3e2f00db95fe0da9c"),
                Hash256.Parse("c2e546b944d5a70d853b74818cced4f416ece64d3fb0b9fb2c0977ff74968f77"),
            ]),
        new(
            "0000000000000756935f1ee9d5987857b604046f846d3df56d024cdb5f368665",
            "01000000c2e02f47e2bfddf1cfa7e4cb231acd667b108846e909fe0bf205000000000000127994bc919097de528092355ee1c1d6431d4a08cb6cccdf26ca36935ea3bb750e1d524f0c350b1a08a0ddec",
            "75bba35e9336ca26dfcc6ccb084a1d43d6c1e15e35928052de979091bc947912",
            [
                Hash256.Parse("5baacd3ce43b29a17f7934c03a6dc0f90d898dbafee1e7dcc50366315369ef7a"),
                Hash256.Parse("5496cd74d860ee5db7092dc6624f14e3c918cb9ada195a594f6319668fa889f1"),
                Hash256.Parse("bec4eefa0ad4369bd5fdd3d8a4ee5118ad8adeebffa588b09b700f5883ca2402"),
                Hash256.Parse("6e79fcff0c8e4b2670a4ccf87ff71a8e65d77d2040232a2e18561f0b8c175137"),
                Hash256.Parse("c8d79ba260ff1153d8bfc8f2c8616aa2e795d63f9405e19316ccb57d9c4b935d"),
                Hash256.Parse("e0b51b647711779e318728e68e01623fbe2b6153ed28d7513bc21d92948ff979"),
                Hash256.Parse("e9e51656db241d5e553efabef25f84ee23fc4fe4997153e5620aa222467c2fe3"),
                Hash256.Parse("57b733844d3503498f911101e5ac3963b5ec6b9b05ed8b54ece672b9f7820fe5"),
                Hash256.Parse("e6d85323cb8d5e4914e3adf6af0f9d8902986c8b45eeb25083476f98a0c4985e"),
                Hash256.Parse("f9fa4d6d18c64ce10d48530605ad68c9704866276a54ff9fd251d45aaacbdec6"),
                Hash256.Parse("3a042457c5b72cbd72889540fe23a69a6335c2f35218176036410ae24fd5bfb3"),
                Hash256.Parse("8303ca5df20307ddbf008b1a68b2b3d90c5176f2787a16918b13d4d7e5a75502"),
                Hash256.Parse("ccd66d58278cb1421f6ded881c370656becb1e3c78e821ad800966b254aac951"),
                Hash256.Parse("e4689eea705dd50232e7dad4f97195359c6246cfe6c433dc8764896d30e12f3e"),
            ]),
    ];
}
