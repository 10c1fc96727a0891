// Most tests here start programs that use every core: two at a time are enough for a small machine.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
