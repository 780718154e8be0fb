System.Console.WriteLine("server");
