using FsCheck;
using FsCheck.Fluent;
using MiningGrid.Engine.Tests.Membership.Simulated;
using Orleans.Runtime;

namespace MiningGrid.Engine.Tests.Membership;

/// <summary>Whatever happens in whatever order: in the end all that live agree, who was killed is dead, and nobody else is.</summary>
public sealed class ScheduleTests
{
    [Fact]
    public void After_any_course_of_faults_exactly_those_live_who_should()
    {
        var faults = Gen.Elements(Enum.GetValues<Fault>());
        var happenings = from fault in faults from silo in Gen.Choose(0, 5) from pause in Gen.OneOf(Gen.Choose(0, 300), Gen.Choose(0, 9000)) select new Happening(fault, silo, pause);
        var courses = from count in Gen.Choose(1, 6) from happened in Gen.Sized(size => Gen.ListOf(happenings, Math.Min(size, 20))) select (Count: count, Course: happened.ToList());
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Arb.From(courses), course => Follow(course.Count, course.Course)));
    }

    private static void Follow(int count, List<Happening> course)
    {
        using var cluster = new SimulatedCluster();
        var healthy = Enumerable.Range(1, count).Select(number => cluster.Start(11000 + number)).ToList();
        var gone = new List<SimulatedSilo>();
        var port = 12000;
        foreach (var happening in course)
        {
            cluster.Run(happening.PauseMs / 1000.0);
            var silo = healthy.Count == 0 ? null : healthy[happening.Silo % healthy.Count];
            switch (happening.Fault)
            {
                case Fault.Kill or Fault.Vanish or Fault.Leave or Fault.Restart when silo is not null:
                    healthy.Remove(silo);
                    gone.Add(silo);
                    End(silo, happening.Fault);
                    if (happening.Fault == Fault.Restart)
                        healthy.Add(Begin(silo.Address.Endpoint.Port));
                    break;
                case Fault.Join:
                    healthy.Add(Begin(++port));
                    break;
                case Fault.Halt:
                    silo?.StopFor(TimeSpan.FromSeconds(1));
                    break;
                case Fault.TableAway:
                    cluster.Table.IsAway = !cluster.Table.IsAway;
                    break;
                case Fault.TableLost when !cluster.Table.IsAway:
                    cluster.Table.Lose();
                    break;
                default:
                    break;
            }
        }

        cluster.Table.IsAway = false;
        cluster.Run(60);

        Assert.Equal(healthy.Select(silo => silo.Address).Order(), cluster.Running.Select(silo => silo.Address).Order());
        cluster.AssertAgreement();
        Assert.All(healthy, silo => Assert.All(gone, dead => Assert.True(silo.Sees(dead) is SiloStatus.Dead or SiloStatus.None, $"{silo.Name} sees {dead.Name} as {silo.Sees(dead)}")));

        SimulatedSilo Begin(int at)
        {
            var silo = cluster.Create(at);
            silo.Start().Ignore();
            return silo;
        }

        void End(SimulatedSilo silo, Fault how)
        {
            if (how == Fault.Leave)
                silo.Leave().Ignore();
            else if (how == Fault.Vanish)
                silo.Vanish();
            else
                silo.Kill();
        }
    }

    public enum Fault
    {
        Kill,
        Vanish,
        Leave,
        Restart,
        Join,
        Halt,
        TableAway,
        TableLost,
    }

    public sealed record Happening(Fault Fault, int Silo, int PauseMs);
}
